"""What a run is told as: names, numbers and steps, from the files that stages left behind."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from models.evaluation.metrics.learning_curve import FIGURES

ENDS = {"": "value", "_low": "low", "_high": "high"}  # what a name ends in, and what it is of
FINDS = {
    "finds": "finds_per_1000",
    "low": "finds_per_1000_low",
    "high": "finds_per_1000_high",
    "random": "finds_per_1000_at_random",
}
UNDATED = "undated"


@dataclass(frozen=True)
class Folders:
    """Where what is logged lies.

    Parameters
    ----------
    checked, model, evaluation : Path
        As earlier stages left them.
    made : Path
        Made to be logged: ``folds/by_fold.csv`` and whatever else stands beside it.
    """

    checked: Path
    model: Path
    evaluation: Path
    made: Path


@dataclass(frozen=True)
class Point:
    """One number; ``step`` is its place where it is part of a curve."""

    name: str
    value: float
    step: int = 0


@dataclass(frozen=True)
class Fold:
    """The run of one candidate on one test window."""

    name: str
    tags: Mapping[str, str]
    points: Sequence[Point]


@dataclass(frozen=True)
class Content:
    """What one training and its evaluation came to.

    Parameters
    ----------
    training, metrics, gate : mapping
        The JSON files of the train and evaluate stages.
    finds, curve : frame
        Finds against cases checked, and the learning curve; either may have no rows.
    folds : frame
        Figures of each fold, from ``by_fold``.
    """

    training: Mapping[str, Any]
    metrics: Mapping[str, Any]
    gate: Mapping[str, Any]
    finds: pd.DataFrame
    curve: pd.DataFrame
    folds: pd.DataFrame

    @classmethod
    def of(cls, folders: Folders) -> "Content":
        """Read the folders."""
        return cls(
            training=_json(folders.model / "training.json"),
            metrics=_json(folders.evaluation / "metrics.json"),
            gate=_json(folders.evaluation / "gate.json"),
            finds=pd.read_csv(folders.evaluation / "finds.csv"),
            curve=pd.read_csv(folders.evaluation / "learning_curve.csv"),
            folds=pd.read_csv(folders.made / "folds" / "by_fold.csv"),
        )

    @property
    def chosen(self) -> str:
        """The candidate that makes the lists if the gate passes."""
        return str(self.training["chosen"])

    @property
    def learning_curve(self) -> list[Point]:
        """The learning curve's figures with the ends of their intervals, at numbers of audits."""
        names = [figure + end for figure in FIGURES for end in ENDS]
        return points(self.curve, "audits", {name: f"learning_curve_{name}" for name in names})

    def of_candidate(self, name: str) -> list[Point]:
        """A candidate's figures, and its finds against cases checked where they were drawn."""
        told = [Point(*figure) for figure in figures_of(self.metrics, name).items()]
        return told + points(self.finds[self.finds["candidate"] == name], "checked", FINDS)

    def folds_of(self, name: str) -> list[Fold]:
        """A candidate's test windows, in order."""
        own = self.folds[self.folds["candidate"] == name]
        return [_fold(part) for _, part in own.groupby(["repeat", "fold"], sort=True)]


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _fold(rows: pd.DataFrame) -> Fold:
    first = rows.iloc[0]
    where = {"repeat": str(first["repeat"]), "fold": str(first["fold"])}
    cut_off = UNDATED if pd.isna(first["cut_off"]) else str(first["cut_off"])
    told = [Point(name, float(first[name])) for name in ("cases", "audits", "finds")]
    for row in rows.to_dict("records"):
        told += _ends(f"under_{row['metric']}", row)
    name = f"repeat {where['repeat']}, fold {where['fold']}"
    return Fold(name, where | {"cut_off": cut_off}, told)


def points(table: pd.DataFrame, step: str, names: Mapping[str, str]) -> list[Point]:
    """Columns of a table as curves under new names; blanks are left out.

    Examples
    --------
    >>> table = pd.DataFrame({"checked": [10.0, 20.0], "finds": [7.5, None]})
    >>> points(table, "checked", {"finds": "finds_per_1000"})
    [Point(name='finds_per_1000', value=7.5, step=10)]
    """
    return [
        Point(name, float(value), round(at))
        for column, name in names.items()
        for at, value in zip(table[step], table[column], strict=True)
        if not math.isnan(value)
    ]


def flat(content: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Parameters by their dotted names, as MLflow wants them."""
    told: dict[str, str] = {}
    for key, value in content.items():
        if isinstance(value, Mapping):
            told |= flat(value, f"{prefix}{key}.")
        else:
            told[f"{prefix}{key}"] = str(value)[:500]
    return told


def figures_of(metrics: Mapping[str, Any], candidate: str) -> dict[str, float]:
    """One number a metric and target, with the ends of its interval."""
    return {
        point.name: point.value
        for target, candidates in metrics.items()
        if isinstance(candidates, Mapping)
        for metric, figure in candidates.get(candidate, {}).items()
        for point in _ends(f"{target}_{metric}", figure)
    }


def _ends(name: str, figure: Mapping[Any, Any]) -> list[Point]:
    """A figure and the ends of its interval, where there are any."""
    return [
        Point(name + suffix, float(figure[end]))
        for suffix, end in ENDS.items()
        if not pd.isna(figure.get(end))
    ]
