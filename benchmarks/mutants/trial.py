"""One run of tests in a fork, which need not load the libraries again."""

import importlib
import multiprocessing
import os
import pickle
import resource
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from benchmarks.mutants.starts import Failures, Watch, Watched

QUICK = "not journey and not browser and not spark and not datasets"
LIBRARIES = (
    "pandas", "pyarrow.parquet", "pyarrow.dataset", "duckdb", "scipy.stats", "scipy.optimize",
    "sklearn.pipeline", "sklearn.ensemble", "sklearn.linear_model", "sklearn.isotonic",
    "matplotlib.figure", "pydantic", "yaml", "jinja2", "openpyxl", "xlsxwriter", "sqlalchemy",
    "hypothesis.strategies", "hypothesis.internal.conjecture.engine", "numpy.testing", "doctest",
)  # fmt: skip
LOADED = "ignore::pytest.PytestAssertRewriteWarning"  # of plugins that the parent has loaded
OPTIONS = (
    *("-q", "-x", "--tb=short", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin"),
    *("-p", "xdist.plugin", "-m", QUICK, "-W", LOADED),
)
FORK = multiprocessing.get_context("fork")
PATIENCE, LEAST = 10, 60  # times what a run took without any fault, in seconds of processor time
ALL_PASSED, SOME_FAILED, NONE_THERE = 0, 1, 5  # exit codes of pytest


def preload() -> None:
    """Load what most tests need, none of it the project's own."""
    for name in LIBRARIES:
        importlib.import_module(name)


def blamed(
    folder: Path, tests: list[str], *, unfit: Collection[str], seconds: Mapping[str, float]
) -> set[str]:
    """Tests that fail; all of them where pytest cannot say which, or does not end in time.

    The time is ten times what they took without any fault, and a minute. ``unfit`` are left out.
    """
    limit = LEAST + PATIENCE * int(sum(seconds.get(test, 0.0) for test in tests))
    left_out = [f"--deselect={test}" for test in sorted(unfit)]
    code, watched = _fork(folder, [*OPTIONS, *left_out, *tests], limit=limit)
    if code in (ALL_PASSED, NONE_THERE):
        return set()
    return watched.failed or set(tests)


def watch(folder: Path, tests: list[str]) -> Watched:
    """What the tests do without any fault; all of them run, whichever fail."""
    there = [test for test in tests if (folder / test).exists()]
    code, watched = _fork(folder, [*OPTIONS, "--maxfail=10000", *there], limit=None)
    if code not in (ALL_PASSED, SOME_FAILED):
        text = _report(folder).read_text(encoding="utf-8", errors="replace")
        raise AssertionError(f"no test runs in the copy: {text[-2000:]}")
    return watched


def _report(folder: Path) -> Path:
    return folder.parent / f"{folder.name}.txt"


def _fork(folder: Path, arguments: list[str], *, limit: int | None) -> tuple[int, Watched]:
    """Pytest's exit code, and what was watched: failures alone where there is a limit."""
    kept = folder.parent / f"{folder.name}.watched"
    kept.write_bytes(pickle.dumps(Watched()))  # what stands where the run is cut off
    run = FORK.Process(target=_run, args=(folder, kept, arguments, limit))
    run.start()
    run.join()
    watched: Watched = pickle.loads(kept.read_bytes())  # noqa: S301 - our own
    return run.exitcode or 0, watched


def _run(folder: Path, kept: Path, arguments: list[str], limit: int | None) -> None:
    """In a fork: run pytest in the folder, keep what it prints, exit with its code."""
    if limit:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    project = ("", str(Path.cwd()))
    basetemp = f"--basetemp={folder.parent / folder.name}.tmp"
    sys.path[:] = [str(folder), *(path for path in sys.path if path not in project)]
    os.chdir(folder)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = False
    with _report(folder).open("w", encoding="utf-8") as text:
        os.dup2(text.fileno(), 1)
        os.dup2(text.fileno(), 2)
        sys.stdout = sys.stderr = text
        plugin = Failures() if limit else Watch(folder)
        code = pytest.main([*arguments, basetemp], plugins=[plugin])
        kept.write_bytes(pickle.dumps(plugin.watched))
    os._exit(int(code))
