"""A plain run after a fault: whether it heals, refuses in words, gives other bytes, or is stuck."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass

from benchmarks.faults.project import Ended, Project

TRIES = 3
SHOWN = 1200  # last characters of what a run that is stuck printed


@dataclass
class Count:
    """What became of the trials; ``missed`` came too late, ``left`` left something behind."""

    trials: int = 0
    missed: int = 0
    healed: int = 0
    refused: int = 0
    wrong: int = 0
    stuck: int = 0
    left: int = 0

    def add(self, kind: str, *, alive: bool, left: bool) -> None:
        """Count one trial."""
        self.trials += 1
        self.missed += not alive
        self.left += left
        setattr(self, kind, getattr(self, kind) + 1)

    def __str__(self) -> str:
        """One line."""
        return ", ".join(f"{name} {value}" for name, value in vars(self).items())


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
    with closing(sqlite3.connect(project.folder / "mlflow.db")) as connection:
        running = connection.execute(query).fetchone()[0]
    return found + ([f"{running} runs stand as RUNNING"] if running else [])
