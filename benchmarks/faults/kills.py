"""Kills at random moments of each stage and at each write to MLflow; then a plain run."""

import os
import random
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.faults.project import Ended, Project, kill_group

STAGES: tuple[str, ...] = (
    "demo",
    "check",
    "featurise",
    "urgent",
    "train",
    "score",
    "evaluate",
    "monitor",
)
STAGES += ("rank", "publish", "register")
TARGETS = ("all", "stage", "dvc", "runner")
TRIES = 3
# counts what is written to the MLflow store, and ends its process at one of these writes
AT_A_WRITE = """
import os, sqlite3
_at = int(os.environ.get("FAULT_KILL_AT", "0"))
_open, _count = sqlite3.connect, [0]

def _seen(statement):
    if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "COMMIT")):
        _count[0] += 1
        if _count[0] == _at:
            os.kill(os.getpid(), 9)

def connect(*arguments, **options):
    connection = _open(*arguments, **options)
    connection.set_trace_callback(_seen)
    return connection

if _at:
    sqlite3.connect = sqlite3.dbapi2.connect = connect
"""


@dataclass
class Count:
    """What became of the trials; ``notes`` say which were not healed at once."""

    killed: int = 0
    missed: int = 0
    healed: int = 0
    refused: int = 0
    wrong: int = 0
    stuck: int = 0
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """One line."""
        names = ("killed", "healed", "refused", "wrong", "stuck", "missed")
        return ", ".join(f"{name} {getattr(self, name)}" for name in names)


def recover(project: Project, expected: dict[str, str]) -> tuple[str, str]:
    """``healed``, ``refused`` (and healed when run again), ``wrong`` or ``stuck``, and why."""
    refusals: list[Ended] = []
    for _ in range(TRIES):
        ended = project.make()
        if ended.code == 0:
            break
        if ended.code is None or not ended.refused:
            return "stuck", ended.output[-1500:]
        refusals.append(ended)
        time.sleep(1)
    else:
        return "stuck", refusals[-1].output[-1500:]
    products = project.products()
    if products != expected:
        paths = {path for path, _ in products.items() ^ expected.items()}
        return "wrong", f"{sorted(paths)[:8]} differ"
    if refusals:
        return "refused", refusals[-1].output[-700:]
    return "healed", ""


def leftovers(project: Project) -> list[str]:
    """Unfinished files and runs that stand as running though nothing runs."""
    import sqlite3

    data = project.folder / "data"
    found = [path.name for path in data.rglob("*") if path.name.endswith(".unfinished")]
    store = project.folder / "mlflow.db"
    with sqlite3.connect(store) as connection:
        count = "select count(*) from runs where status = 'RUNNING'"
        running = connection.execute(count).fetchone()[0]
    connection.close()
    return found + ([f"{running} runs stand as RUNNING"] if running else [])


def kill_in_stage(project: Project, stage: str, *, target: str, after: float) -> bool:
    """Start a run, and ``after`` seconds of ``stage`` kill the target; whether it still ran."""
    with project.start("python", "-m", "pipelines.run") as running:
        for line in running.stdout or ():
            if line.startswith(f"Running stage '{stage}'"):
                break
        time.sleep(after)
        alive = running.poll() is None
        pids = list(_descendants(running.pid))
        places = {"runner": pids[:1], "dvc": pids[1:2], "stage": pids[-1:]}
        if target == "all":
            kill_group(running.pid)
        for pid in places.get(target, ()):
            _kill(pid)
    return alive


def kill_at_write(project: Project, number: int) -> bool:
    """Run to the write ``number`` of the MLflow store, where register ends; whether it came."""
    guard = project.folder / ".guard"
    guard.mkdir(exist_ok=True)
    (guard / "sitecustomize.py").write_text(AT_A_WRITE, encoding="utf-8")
    environment = {"PYTHONPATH": str(guard), "FAULT_KILL_AT": str(number)}
    ended = project.make(environment=environment)
    return ended.code != 0


def moments(count: int, seconds: dict[str, float], seed: int) -> Iterator[tuple[str, str, float]]:
    """Stage, target and second of each kill: every stage in turn, half of the kills of all."""
    rng = random.Random(seed)  # noqa: S311 - a sample, no secret
    for number in range(count):
        stage = STAGES[number % len(STAGES)]
        target = rng.choice(("all", *TARGETS))
        yield stage, target, rng.uniform(0, seconds.get(stage, 3.0) + 1.5)


def stage_seconds(output: str) -> dict[str, float]:
    """Seconds that each stage says it took."""
    return {
        name: float(took)
        for name, took in re.findall(r"^(\w+): .*\(([\d.]+) s\)$", output, re.MULTILINE)
    }


def _descendants(pid: int) -> Iterator[int]:
    """The process and those below it, the youngest last."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _descendants(int(child))


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
