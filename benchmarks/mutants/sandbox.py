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
    """``folder`` holds a copy; ``deselected`` are tests that fail there without any fault."""

    folder: Path
    deselected: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, project: Path, folder: Path) -> "Sandbox":
        """Copy what git tracks, run all tests once, and leave out those that fail in a copy."""
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=project, capture_output=True, text=True, check=True
        )
        for name in filter(None, listed.stdout.split("\0")):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(project / name, target)
        made = cls(folder)
        _, text = made._pytest(["tests"], "-n2")
        made.deselected = re.findall(r"^(?:FAILED|ERROR) (\S+)", text, flags=re.MULTILINE)
        return made

    def catches(self, module: Path, fault: Fault) -> bool:
        """Whether a test of the module, of its folder or of its package fails with the fault."""
        path = self.folder / module
        sound = path.read_text(encoding="utf-8")
        path.write_text(with_fault(sound, fault), encoding="utf-8")
        try:
            return any(not self._pass(tests) for tests in self._tests(module))
        finally:
            path.write_text(sound, encoding="utf-8")

    def _tests(self, module: Path) -> list[list[str]]:
        """The module's own test and examples, then its folder's tests, then its package's."""
        mirror = Path("tests") / module.parent / f"test_{module.name}"
        package = Path("tests") / module.parts[0]
        wider = [[str(folder)] for folder in dict.fromkeys((mirror.parent, package))]
        own = [str(path) for path in (mirror, module) if (self.folder / path).exists()]
        return [own, *(tests for tests in wider if (self.folder / tests[0]).exists())]

    def _pass(self, tests: list[str]) -> bool:
        code, _ = self._pytest(tests, "-x")
        return code in (0, 5)  # 5: no test was there to run

    def _pytest(self, tests: list[str], *options: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", QUICK]
        left_out = [f"--deselect={name}" for name in self.deselected]
        done = subprocess.run(
            [*command, *options, *left_out, *tests],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=_limit,
        )
        return done.returncode, done.stdout


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
