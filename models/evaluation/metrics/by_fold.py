"""Figures of each candidate on each test window: how much they vary from fold to fold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from models.evaluation.estimation.estimate import Figure
from models.evaluation.metrics.metrics import measure
from models.evaluation.setup import EvaluationSetup, TargetResults

SHOWN = ("average_precision", "log_loss", "brier", "precision_at_capacity")
FOLD = ["candidate", "repeat", "fold", "cut_off", "cases", "audits", "finds"]
FIGURE = ["metric", "value", "low", "high", "n", "positives", "reason"]
Row = dict[str, object]


def by_fold(marked: EvaluationSetup, candidates: Sequence[str]) -> pd.DataFrame:
    """Figures of each fold on the main question, whether the rating was too low.

    Made as those of all folds together are: the same draws, floors and rule for ties.

    Parameters
    ----------
    candidates : sequence of str
        Whose figures, in the order wanted.

    Returns
    -------
    frame
        One row per candidate, repeat, fold and metric: `candidate`, `repeat`, `fold`, `cut_off`;
        how many `cases` the window has, `audits` of them and `finds` among these; `metric` with
        `value`, `low` and `high`, the audits (`n`) and finds (`positives`) it rests on, and the
        `reason` where there is no value.
    """
    heat = marked.heats["under"]
    windows = [_only(heat, window) for window in np.unique(heat.field.window)]
    rows = [
        _about(marked.cases, name, window) | row
        for name in candidates
        for window in windows
        if name in window.views
        for row in shown(measure(window.field, window.views[name], marked.plan))
    ]
    return pd.DataFrame(rows, columns=[*FOLD, *FIGURE])


def shown(figures: Mapping[str, Figure]) -> Iterator[Row]:
    """The few figures that are told of a part of a race, as rows of a table."""
    for metric, figure in figures.items():
        if metric.removesuffix("_weighted") in SHOWN:
            yield dict.fromkeys(FIGURE) | {"metric": metric} | figure.as_json()


def _only(heat: TargetResults, window: int) -> TargetResults:
    """One test window as if it were all there is."""
    kept = heat.field.window == window
    field = heat.field.where(kept)
    alone = replace(field, repeat=np.zeros_like(field.repeat))
    return TargetResults(alone, {name: view.where(kept) for name, view in heat.views.items()})


def _about(cases: pd.DataFrame, name: str, window: TargetResults) -> Row:
    """Which window this is, and what was looked at in it."""
    field = window.field
    first = cases.iloc[field.rows[0]]
    return {
        "candidate": name,
        "repeat": int(first["repeat"]),
        "fold": int(first["fold"]),
        "cut_off": first["cut_off"],
        "cases": len(field.rows),
        "audits": int(field.audited.sum()),
        "finds": int(np.nansum(field.happened)),
    }
