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
from benchmarks.mutants.trial import passes, watch

MOMENTS = count(1_000_000_000)  # a new time for each content: what was compiled before is not used


@dataclass
class Sandbox:
    """``folder`` holds a copy; ``watched`` has, a package, what its tests do without any fault."""

    folder: Path
    watched: dict[str, Watched] = field(default_factory=dict)

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
        trials = self._trials(module, enclosing_function(sound, fault.line))
        self._write(module, with_fault(sound, fault))
        try:
            return not all(passes(self.folder, tests, self._seconds(module)) for tests in trials)
        finally:
            self._write(module, sound)

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
            return self._fit(module, [quick, rest])
        files = importing_tests(self.folder, module, below=Path("tests", module.parts[0]))
        others = [
            test for test in watched.seconds if test.partition("::")[0] in set(files) - module_tests
        ]
        return self._fit(module, [first, sorted(others, key=watched.seconds.__getitem__)])

    def _fit(self, module: Path, trials: list[list[str]]) -> list[list[str]]:
        failed = self._watched(module.parts[0]).failed
        fit = [[test for test in tests if test not in failed] for tests in trials]
        return [tests for tests in fit if tests]

    def _seconds(self, module: Path) -> dict[str, float]:
        return self._watched(module.parts[0]).seconds

    def _watched(self, package: str) -> Watched:
        if package not in self.watched:
            self.watched[package] = watch(self.folder, [f"tests/{package}", package])
        return self.watched[package]
