"""A copy of the project in which one module at a time is at fault, and its tests are run."""

import re
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.mutants.operators import Fault, with_fault

QUICK = "not journey and not browser and not spark and not datasets"
SECONDS = 600  # of processor time for one run of tests: a fault that never ends is caught


@dataclass
class Sandbox:
    """``folder`` holds a copy; ``unfit`` are tests that fail there without any fault."""

    folder: Path
    unfit: set[str] = field(default_factory=set)
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
        return cls(folder)

    def catches(self, module: Path, fault: Fault) -> bool:
        """Whether a test of the module, of its folder or of its package fails by the fault."""
        path = self.folder / module
        sound = path.read_text(encoding="utf-8")
        faulty = with_fault(sound, fault)
        return any(self._fails_by(tests, path, sound, faulty) for tests in self._tests(module))

    def _fails_by(self, tests: list[str], path: Path, sound: str, faulty: str) -> bool:
        """Whether one of the tests fails with the fault, and passes without it."""
        while True:
            path.write_text(faulty, encoding="utf-8")
            code, text = self._pytest(tests)
            path.write_text(sound, encoding="utf-8")
            if code in (0, 5):  # 5: no test was there to run
                return False
            failed = set(re.findall(r"^(?:FAILED|ERROR) (\S+)", text, flags=re.MULTILINE))
            if not failed or failed & self.fit or self._pytest(sorted(failed))[0] == 0:
                self.fit |= failed
                return True
            self.unfit |= failed

    def _tests(self, module: Path) -> list[list[str]]:
        """The module's own test and examples, then its folder's tests, then its package's."""
        mirror = Path("tests") / module.parent / f"test_{module.name}"
        package = Path("tests") / module.parts[0]
        wider = [[str(folder)] for folder in dict.fromkeys((mirror.parent, package))]
        own = [str(path) for path in (mirror, module) if (self.folder / path).exists()]
        return [own, *(tests for tests in wider if (self.folder / tests[0]).exists())]

    def _pytest(self, tests: list[str]) -> tuple[int, str]:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-p",
            "no:cacheprovider",
            "-m",
            QUICK,
        ]
        left_out = [f"--deselect={name}" for name in sorted(self.unfit)]
        done = subprocess.run(
            [*command, *left_out, *tests],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=_limit,
        )
        return done.returncode, done.stdout


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
