"""A plain run after a fault: whether it heals, refuses in words, gives other bytes, or is stuck."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from benchmarks.faults.project import Ended, Project

TRIES = 3
SHOWN = 1200  # last characters of what a run that is stuck printed


@dataclass
class Count:
    """What became of the trials.

    ``missed`` came too late, ``left`` left something behind, ``outside`` is 1 where a copy wrote
    into the folder that it was copied from.
    """

    trials: int = 0
    missed: int = 0
    healed: int = 0
    refused: int = 0
    wrong: int = 0
    stuck: int = 0
    left: int = 0
    outside: int = 0

    def add(self, kind: str, *, in_time: bool, left: bool) -> None:
        """Count one trial."""
        self.trials += 1
        self.missed += not in_time
        self.left += left
        setattr(self, kind, getattr(self, kind) + 1)

    def __str__(self) -> str:
        """One line."""
        return ", ".join(f"{name} {value}" for name, value in vars(self).items())


@dataclass(frozen=True)
class Trial:
    """A broken project; ``ended`` is how the run under the fault ended, where there was one."""

    name: str
    project: Project
    in_time: bool = True
    ended: Ended | None = None


def count_trials(trials: Iterator[Trial], whole: Project) -> Count:
    """Run each project again and count what becomes of it; ``whole`` is what it was copied from."""
    count, expected, before = Count(), whole.products(), _files(whole)
    for number, trial in enumerate(trials, start=1):
        kind, why = recover(trial.project, expected)
        if trial.ended is not None and not trial.ended.in_words:
            kind, why = "wrong", f"code {trial.ended.code}: {trial.ended.output[-SHOWN:]}"
        left = leftovers(trial.project)
        count.add(kind, in_time=trial.in_time, left=bool(left))
        print(f"{number} {trial.name}: {kind}{'' if trial.in_time else ', too late'}", flush=True)
        for note in filter(None, [*left, why]):
            print(f"    {note}", flush=True)
    count.outside = int(_files(whole) != before)
    return count


def _files(project: Project) -> set[tuple[str, int]]:
    """Every file of the project and when it was written, but for Python's own."""
    files = (path for path in project.folder.rglob("*") if path.is_file())
    return {(str(path), path.stat().st_mtime_ns) for path in files if path.suffix != ".pyc"}


def recover(project: Project, expected: dict[str, str]) -> tuple[str, str]:
    """``healed``, ``refused`` (and healed when run again), ``wrong`` or ``stuck``, and why."""
    refusals: list[Ended] = []
    for _ in range(TRIES):
        ended = project.make()
        if ended.code == 0:
            break
        if ended.code is None or not ended.refused:
            return "stuck", ended.output[-SHOWN:]
        refusals.append(ended)
        time.sleep(1)
    else:
        return "stuck", refusals[-1].output[-SHOWN:]
    products = project.products()
    if products != expected:
        paths = {path for path, _ in products.items() ^ expected.items()}
        return "wrong", f"{sorted(paths)[:8]} differ"
    if refusals:
        return "refused", refusals[-1].output[-SHOWN:]
    return "healed", ""


def leftovers(project: Project) -> list[str]:
    """Unfinished files, and runs in MLflow that stand as running though nothing runs."""
    found = [path.name for path in (project.folder / "data").rglob("*.unfinished")]
    query = "select count(*) from runs where status = 'RUNNING'"
    try:
        with closing(sqlite3.connect(project.folder / "mlflow.db")) as connection:
            running = connection.execute(query).fetchone()[0]
    except sqlite3.Error:  # the store is what is broken
        return found
    return found + ([f"{running} runs stand as RUNNING"] if running else [])
