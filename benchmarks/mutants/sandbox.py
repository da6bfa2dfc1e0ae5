"""A copy of the project in which one module at a time is at fault, and its tests are run."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.mutants.operators import Fault, with_fault
from benchmarks.mutants.reach import enclosing_function, importing_tests
from benchmarks.mutants.starts import Watched
from benchmarks.mutants.trial import blamed, watch

MOMENTS = count(1_000_000_000)  # a new time for each content: what was compiled before is not used


@dataclass
class Sandbox:
    """A copy of the project.

    Parameters
    ----------
    folder : Path
        Where the copy lies.
    watched : dict of Watched
        For each package, what its tests do without any fault; filled when first needed.
    fit : set of str
        Tests that were blamed and pass by themselves without any fault.
    """

    folder: Path
    watched: dict[str, Watched] = field(default_factory=dict)
    fit: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, project: Path, folder: Path) -> "Sandbox":
        """Copy what git tracks."""
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=project, capture_output=True, text=True, check=True
        )
        for name in filter(None, listed.stdout.split("\0")):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(project / name, target)
        return cls(folder.resolve())

    def catches(self, module: Path, fault: Fault) -> bool:
        """Whether a test of the module, of its folder or of its package fails by the fault.

        Tests that fail without any fault are left out.
        """
        sound = (self.folder / module).read_text(encoding="utf-8")
        faulty = with_fault(sound, fault)
        trials = self._trials(module, enclosing_function(sound, fault.line))
        return any(self._fails_by(module, faulty, tests) for tests in trials)

    def _fails_by(self, module: Path, faulty: str, tests: list[str]) -> bool:
        """Whether a test fails with the fault that passes, by itself, without it."""
        watched = self._watched(module.parts[0])
        sound = (self.folder / module).read_text(encoding="utf-8")
        for _ in tests:  # at most so many are unfit
            fit = [test for test in tests if not {test, test.partition("::")[0]} & watched.failed]
            self._write(module, faulty)
            failed = blamed(self.folder, fit, watched.seconds) if fit else set()
            self._write(module, sound)
            doubted = failed - self.fit
            unfit = blamed(self.folder, sorted(doubted), watched.seconds) if doubted else set()
            self.fit |= doubted - unfit
            watched.failed |= unfit
            if failed - unfit or not failed:
                return bool(failed)
        return False

    def _write(self, module: Path, text: str) -> None:
        path = self.folder / module
        path.write_text(text, encoding="utf-8")
        moment = next(MOMENTS)
        os.utime(path, (moment, moment))

    def _trials(self, module: Path, function: int | None) -> list[list[str]]:
        """Tests one after the other: those that start the function, then the module's own.

        Of what runs while the module is imported nobody knows which test rests on it: there, and
        of a function that no test is seen to start, all of the package that import it are run.
        """
        watched = self._watched(module.parts[0])
        module_tests = {f"tests/{module.parent}/test_{module.name}", module.as_posix()}
        starting = watched.tests_of[module.as_posix(), function] if function else set()
        first = [test for test in watched.seconds if test.partition("::")[0] in module_tests]
        if starting:
            quick = sorted(starting, key=lambda test: (test not in first, watched.seconds[test]))
            rest = [test for test in first if test not in starting]
            return [quick, rest]
        files = importing_tests(self.folder, module, below=Path("tests", module.parts[0]))
        others = [
            test for test in watched.seconds if test.partition("::")[0] in set(files) - module_tests
        ]
        return [first, sorted(others, key=watched.seconds.__getitem__)]

    def _watched(self, package: str) -> Watched:
        if package not in self.watched:
            self.watched[package] = watch(self.folder, [f"tests/{package}", package])
        return self.watched[package]
