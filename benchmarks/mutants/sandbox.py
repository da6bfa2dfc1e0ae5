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

MOST_UNFIT = 20  # tests of one run that fail without any fault
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
    fit, unfit : set of str
        Tests that were blamed, and that pass or fail by themselves without any fault.
    """

    folder: Path
    watched: dict[str, Watched] = field(default_factory=dict)
    fit: set[str] = field(default_factory=set)
    unfit: set[str] = field(default_factory=set)

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
        return self.module_catches(module, fault) or self.package_catches(module, fault)

    def module_catches(self, module: Path, fault: Fault) -> bool:
        """Whether the module's own test, or an example in it, fails by the fault."""
        return self._fails_by(module, fault, self._module_tests(module))

    def package_catches(self, module: Path, fault: Fault) -> bool:
        """Whether another test of the package does; the package is watched when first needed."""
        sound = (self.folder / module).read_text(encoding="utf-8")
        function = enclosing_function(sound, fault.line)
        return self._fails_by(module, fault, self._wider_tests(module, function))

    def _fails_by(self, module: Path, fault: Fault, tests: list[str]) -> bool:
        """Whether a test fails with the fault that passes, by itself, without it."""
        sound = (self.folder / module).read_text(encoding="utf-8")
        faulty = with_fault(sound, fault)
        for _ in range(MOST_UNFIT if tests else 0):
            self._write(module, faulty)
            failed = self._blamed(tests)
            self._write(module, sound)
            doubted = failed - self.fit
            unfit = self._blamed(sorted(doubted)) if doubted else set()
            self.fit |= doubted - unfit
            self.unfit |= unfit
            if failed - unfit or not failed:
                return bool(failed)
        return False

    def _blamed(self, tests: list[str]) -> set[str]:
        seconds = {
            test: time for one in self.watched.values() for test, time in one.seconds.items()
        }
        fit = [test for test in tests if test not in self.unfit]
        return blamed(self.folder, fit, unfit=self.unfit, seconds=seconds) if fit else set()

    def _write(self, module: Path, text: str) -> None:
        path = self.folder / module
        path.write_text(text, encoding="utf-8")
        moment = next(MOMENTS)
        os.utime(path, (moment, moment))

    def _module_tests(self, module: Path) -> list[str]:
        """The module's own test, and its examples."""
        mirror = Path("tests", module.parent, f"test_{module.stem.strip('_')}.py")
        return [path.as_posix() for path in (mirror, module) if (self.folder / path).exists()]

    def _wider_tests(self, module: Path, function: int | None) -> list[str]:
        """Tests of the package that start the function, the quickest first.

        Of what runs while the module is imported nobody can see which test rests on it: there, and
        of a function that no test is seen to start, all that import it by whatever way.
        """
        watched = self._watched(module.parts[0])
        tests = watched.tests_of[module.as_posix(), function] if function else set()
        if not tests:
            below = Path("tests", module.parts[0])
            files = set(importing_tests(self.folder, module, below=below))
            tests = {test for test in watched.seconds if test.partition("::")[0] in files}
        rest = [test for test in tests if test.partition("::")[0] not in self._module_tests(module)]
        return sorted(rest, key=watched.seconds.__getitem__)

    def _watched(self, package: str) -> Watched:
        if package not in self.watched:
            self.watched[package] = watch(self.folder, [f"tests/{package}", package])
            self.unfit |= self.watched[package].failed
        return self.watched[package]
