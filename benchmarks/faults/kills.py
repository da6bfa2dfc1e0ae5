"""Kills at random moments of each stage, and at each write to MLflow."""

import os
import random
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults.project import Project, kill_group, remove

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
# counts what is written to the MLflow store, and ends its process at one of these writes
AT_A_WRITE = """
import os, sqlite3, sys
_here = "pipelines.register" in sys.orig_argv  # DVC has databases of its own
_at = int(os.environ.get("FAULT_KILL_AT", "0")) if _here else 0
_open, _count = sqlite3.connect, [0]

def _seen(statement):
    if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "COMMIT")):
        _count[0] += 1
        if _at < 0:
            with open("writes.txt", "w") as file:
                file.write(str(_count[0]))
        if _count[0] == _at:
            os.kill(os.getpid(), 9)

def connect(*arguments, **options):
    connection = _open(*arguments, **options)
    connection.set_trace_callback(_seen)
    return connection

if _at:
    sqlite3.connect = sqlite3.dbapi2.connect = connect
"""


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
    """Run to the write ``number`` of an empty MLflow store, where register ends; whether so."""
    for store in ("mlflow.db", "mlruns"):  # register writes the same model once
        remove(project.folder / store)
    guard = project.folder / ".guard"
    guard.mkdir(exist_ok=True)
    (guard / "sitecustomize.py").write_text(AT_A_WRITE, encoding="utf-8")
    environment = {"PYTHONPATH": str(guard), "FAULT_KILL_AT": str(number)}
    ended = project.make(environment=environment)
    return "Missing: this run is not in MLflow" in ended.output


def writes(project: Project) -> int:
    """How many writes to the MLflow store register makes."""
    kill_at_write(project, -1)
    return int((project.folder / "writes.txt").read_text(encoding="utf-8"))


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
