"""One run of tests in a fork, which need not load the libraries again."""

import importlib
import multiprocessing
import os
import pickle
import resource
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutants.starts import Watch, Watched

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
    *("-m", QUICK, "-W", LOADED),
)
FORK = multiprocessing.get_context("fork")
PATIENCE, LEAST = 10, 60  # times what a run took without any fault, in seconds of processor time
ALL_PASSED, SOME_FAILED, NONE_THERE = 0, 1, 5  # exit codes of pytest


def preload() -> None:
    """Load what most tests need, none of it the project's own."""
    for name in LIBRARIES:
        importlib.import_module(name)


def passes(folder: Path, tests: list[str], seconds: Mapping[str, float]) -> bool:
    """Whether all of the tests pass; not to end in ten times what they took is not to pass."""
    limit = LEAST + PATIENCE * int(sum(seconds.get(test, 0.0) for test in tests))
    return _fork(folder, [*OPTIONS, *tests], limit=limit)[0] in (ALL_PASSED, NONE_THERE)


def watch(folder: Path, tests: list[str]) -> Watched:
    """What the tests do without any fault; all of them run, whichever fail."""
    there = [test for test in tests if (folder / test).exists()]
    code, watched = _fork(folder, [*OPTIONS, "--maxfail=10000", *there], limit=None)
    if code not in (ALL_PASSED, SOME_FAILED):
        raise AssertionError(f"no test runs in the copy: pytest ended with {code}")
    found: Watched = watched
    return found


def _fork(folder: Path, arguments: list[str], *, limit: int | None) -> tuple[int, Any]:
    """Pytest's exit code, and what was watched where there is no limit."""
    kept = folder.parent / f"{folder.name}.watched"
    run = FORK.Process(target=_run, args=(folder, kept, arguments, limit))
    run.start()
    run.join()
    watched = pickle.loads(kept.read_bytes()) if limit is None else None  # noqa: S301 - our own
    return run.exitcode or 0, watched


def _run(folder: Path, kept: Path, arguments: list[str], limit: int | None) -> None:
    """In a fork: run pytest in the folder without a word, exit with its code."""
    if limit:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    project = ("", str(Path.cwd()))
    sys.path[:] = [str(folder), *(path for path in sys.path if path not in project)]
    os.chdir(folder)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = False
    with Path(os.devnull).open("w", encoding="utf-8") as text:
        os.dup2(text.fileno(), 1)
        os.dup2(text.fileno(), 2)
        sys.stdout = sys.stderr = text
        plugin = Watch(folder)
        code = pytest.main(arguments, plugins=[] if limit else [plugin])
        if not limit:
            kept.write_bytes(pickle.dumps(plugin.watched))
    os._exit(int(code))
