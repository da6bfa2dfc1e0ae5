"""A copy of the project in which one module at a time is at fault, and its tests are run."""

import importlib
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks.mutants.operators import Fault, with_fault

QUICK = "not journey and not browser and not spark and not datasets"
LIBRARIES = (
    "pandas", "pyarrow.parquet", "duckdb", "scipy.stats", "scipy.optimize", "sklearn.pipeline",
    "sklearn.ensemble", "sklearn.linear_model", "matplotlib.figure", "pydantic", "yaml", "jinja2",
    "openpyxl", "xlsxwriter", "sqlalchemy",
)  # fmt: skip
LOADED = "ignore::pytest.PytestAssertRewriteWarning"  # of plugins that the parent has loaded
OPTIONS = ("-q", "--maxfail=20", "-p", "no:cacheprovider", "-m", QUICK, "-W", LOADED)
FORK = multiprocessing.get_context("fork")
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
        path.write_text(faulty, encoding="utf-8")
        code, text = self._pytest(tests)
        path.write_text(sound, encoding="utf-8")
        if code in (0, 5):  # 5: no test was there to run
            return False
        failed = _failed(text)
        if failed & self.fit:
            return True
        code, text = self._pytest(sorted(failed) or tests)
        if code and not failed:
            raise AssertionError(f"no test runs in the copy:\n{text[-2000:]}")
        self.unfit |= _failed(text)
        self.fit |= failed - self.unfit
        return bool(failed - self.unfit) or not failed

    def _tests(self, module: Path) -> list[list[str]]:
        """The module's own test and examples, then its folder's tests, then its package's."""
        mirror = Path("tests") / module.parent / f"test_{module.name}"
        package = Path("tests") / module.parts[0]
        wider = [[str(folder)] for folder in dict.fromkeys((mirror.parent, package))]
        module_tests = [str(path) for path in (mirror, module) if (self.folder / path).exists()]
        return [module_tests, *(tests for tests in wider if (self.folder / tests[0]).exists())]

    def _pytest(self, tests: list[str]) -> tuple[int, str]:
        """Exit code and text of a run in a fork, which need not load the libraries again."""
        left_out = [f"--deselect={name}" for name in sorted(self.unfit)]
        report = self.folder.parent / f"{self.folder.name}.txt"
        run = FORK.Process(target=_run, args=(self.folder, report, [*left_out, *tests]))
        run.start()
        run.join()
        return run.exitcode or 0, report.read_text(encoding="utf-8", errors="replace")


def _failed(report: str) -> set[str]:
    return set(re.findall(r"^(?:FAILED|ERROR) (\S+)", report, flags=re.MULTILINE))


def preload() -> None:
    """Load what most tests need, none of it the project's own."""
    for name in LIBRARIES:
        importlib.import_module(name)


def _run(folder: Path, report: Path, arguments: list[str]) -> None:
    """In a fork: run pytest in the folder, write what it prints, exit with its code."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    project = ("", str(Path.cwd()))
    sys.path[:] = [str(folder), *(path for path in sys.path if path not in project)]
    os.chdir(folder)
    with report.open("w", encoding="utf-8") as text:
        os.dup2(text.fileno(), 1)
        os.dup2(text.fileno(), 2)
        sys.stdout = sys.stderr = text
        code = pytest.main([*OPTIONS, *arguments])
    os._exit(int(code))
