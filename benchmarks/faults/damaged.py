"""A damaged file given to a stage: five kinds of damage to nine files between stages."""

import json
import random
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from benchmarks.faults.project import Ended, Project
from benchmarks.fuzz.damage import BYTES

FILES = (  # the file, and a stage that reads it
    ("data/02_checked/tables/assessments.parquet", "featurise"),
    ("data/03_features/features.parquet", "train"),
    ("data/03_features/catalogue.json", "score"),
    ("data/03_features/evidence.parquet", "rank"),
    ("data/04_model/training.json", "score"),
    ("data/04_model/fold_predictions.parquet", "evaluate"),
    ("data/05_scores/scores.parquet", "rank"),
    ("data/06_evaluation/gate.json", "rank"),
    ("data/07_worklist/worklist.parquet", "publish"),
)
LOST = 10  # rows
SEED = 5


def _bytes(kind: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        rng = random.Random(SEED)  # noqa: S311 - damage, no secret
        path.write_bytes(BYTES[kind](path.read_bytes(), rng))

    return damage


def _rows_lost(path: Path) -> None:
    if path.suffix == ".parquet":
        table = pd.read_parquet(path)
        table.iloc[: -min(LOST, len(table))].to_parquet(path, index=False)
    else:
        path.write_text("{}\n", encoding="utf-8")


def _column_lost(path: Path) -> None:
    if path.suffix == ".parquet":
        table = pd.read_parquet(path)
        table.drop(columns=table.columns[0]).to_parquet(path, index=False)
    else:
        content = json.loads(path.read_text(encoding="utf-8"))
        content.pop(next(iter(content)) if isinstance(content, dict) else 0)
        path.write_text(json.dumps(content), encoding="utf-8")


def _another_type(path: Path) -> None:
    if path.suffix == ".parquet":
        table = pd.read_parquet(path)
        numbers = range(len(table))
        table.assign(**{str(table.columns[0]): list(numbers)}).to_parquet(path, index=False)
    else:
        path.write_text("[1, 2]\n", encoding="utf-8")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut short": _bytes("cut short"),
    "bits flipped": _bytes("bits flipped"),
    "rows lost": _rows_lost,
    "a column lost": _column_lost,
    "of another type": _another_type,
}


def damaged_files(project: Project, *, locked: bool) -> Iterator[tuple[str, Ended]]:
    """How each stage ends on each damaged file; ``locked`` false takes dvc.lock away first.

    The file is put back after each.
    """
    commands = stage_commands((project.folder / "first_run.txt").read_text(encoding="utf-8"))
    if not locked:
        (project.folder / "dvc.lock").unlink()
    for name, stage in FILES:
        path = project.folder / name
        whole = path.read_bytes()
        path.chmod(0o600)
        for kind, damage in DAMAGES.items():
            damage(path)
            yield f"{name}, {kind}, given to {stage}", project.run(*commands[stage])
            path.write_bytes(whole)


def stage_commands(output: str) -> dict[str, list[str]]:
    """The command of each stage, as DVC printed it."""
    lines = re.findall(r"^> (python -m pipelines\.(\w+) .*)$", output, re.MULTILINE)
    return {stage: shlex.split(line) for line, stage in lines}
