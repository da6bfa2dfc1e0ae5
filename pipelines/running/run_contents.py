"""The numbers of a run for MLflow: names, values and steps, from files that stages left behind."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from models.evaluation.learning_curve import FIGURES
from models.evaluation.metrics.by_fold import by_fold
from models.evaluation.predictions.read import EvaluationInputs
from models.evaluation.setup import EvaluationSettings, set_up

ENDS = {"": "value", "_low": "low", "_high": "high"}  # what a name ends in, and what it is of
FINDS = {
    "finds": "finds_per_1000",
    "low": "finds_per_1000_low",
    "high": "finds_per_1000_high",
    "random": "finds_per_1000_at_random",
}


@dataclass(frozen=True)
class Folders:
    """Where what is logged lies.

    Parameters
    ----------
    checked, model, evaluation, report : Path
        As earlier stages left them.
    """

    checked: Path
    model: Path
    evaluation: Path
    report: Path


@dataclass(frozen=True)
class Point:
    """One number; ``step`` is its place where it is part of a curve."""

    name: str
    value: float
    step: int = 0


@dataclass(frozen=True)
class Content:
    """What one training and its evaluation came to.

    Parameters
    ----------
    training, metrics, gate : mapping
        The JSON files of the train and evaluate stages.
    finds, curve : frame
        Finds against cases checked, and the learning curve; either may have no rows.
    """

    training: Mapping[str, Any]
    metrics: Mapping[str, Any]
    gate: Mapping[str, Any]
    finds: pd.DataFrame
    curve: pd.DataFrame

    @classmethod
    def of(cls, folders: Folders) -> "Content":
        """Read the folders."""
        return cls(
            training=_json(folders.model / "training.json"),
            metrics=_json(folders.evaluation / "metrics.json"),
            gate=_json(folders.evaluation / "gate.json"),
            finds=pd.read_csv(folders.evaluation / "finds.csv"),
            curve=pd.read_csv(folders.evaluation / "learning_curve.csv"),
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
        figures = [Point(*figure) for figure in figures_of(self.metrics, name).items()]
        return figures + points(self.finds[self.finds["candidate"] == name], "checked", FINDS)


def _json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def figures_of_folds(inputs: EvaluationInputs, settings: EvaluationSettings) -> pd.DataFrame:
    """Figures of each model on each test window, as ``by_fold``; baselines are left out."""
    models = [name for name, kind in inputs.entrants.kinds.items() if kind == "model"]
    setup = set_up(inputs.predictions, inputs.entrants, source=inputs.source, settings=settings)
    return by_fold(setup, models)


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
    names: dict[str, str] = {}
    for key, value in content.items():
        if isinstance(value, Mapping):
            names |= flat(value, f"{prefix}{key}.")
        else:
            names[f"{prefix}{key}"] = str(value)[:500]
    return names


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
