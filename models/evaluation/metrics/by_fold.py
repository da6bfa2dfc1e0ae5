"""Figures of each candidate on each test window: how much they vary from fold to fold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.results import TargetResults
from models.evaluation.metrics.metrics import measure
from models.evaluation.setup import EvaluationSetup

SHOWN = ("average_precision", "log_loss", "brier", "precision_at_capacity")
FOLD = ["candidate", "repeat", "fold", "cut_off", "cases", "audits", "finds"]
FIGURE = ["metric", "value", "low", "high", "n", "positives", "reason"]
Row = dict[str, object]


def by_fold(setup: EvaluationSetup, candidates: Sequence[str]) -> pd.DataFrame:
    """Figures of each fold on the main target, whether the rating was too low.

    Made as those of all folds together are: the same draws, floors and rule for ties.

    Parameters
    ----------
    candidates : sequence of str
        Candidates that have figures, in the order wanted.

    Returns
    -------
    frame
        One row per candidate, repeat, fold and metric: `candidate`, `repeat`, `fold`, `cut_off`;
        how many `cases` the window has, `audits` of them and `finds` among these; `metric` with
        `value`, `low` and `high`, the audits (`n`) and finds (`positives`) it rests on, and the
        `reason` where there is no value.
    """
    under = setup.targets["under"]
    windows = [_only(under, window) for window in np.unique(under.cases.window)]
    rows = [
        {"candidate": name} | _window_facts(setup.case_table, window) | row
        for name in candidates
        for window in windows
        if name in window.views
        for row in shown(measure(window.cases, window.views[name], setup.plan))
    ]
    return pd.DataFrame(rows, columns=[*FOLD, *FIGURE])


def shown(figures: Mapping[str, Figure]) -> Iterator[Row]:
    """The few figures that are shown of a part of a race, as rows of a table."""
    for metric, figure in figures.items():
        if metric.removesuffix("_weighted") in SHOWN:
            yield dict.fromkeys(FIGURE) | {"metric": metric} | figure.as_json()


def _only(results: TargetResults, window: int) -> TargetResults:
    """One test window as if it were all there is."""
    alone = results.where(results.cases.window == window)
    return replace(alone, cases=replace(alone.cases, repeat=np.zeros_like(alone.cases.repeat)))


def _window_facts(case_table: pd.DataFrame, window: TargetResults) -> Row:
    """Which window this is, how many cases it has, and what audits found in it."""
    cases = window.cases
    first = case_table.iloc[cases.rows[0]]
    return {
        "repeat": int(first["repeat"]),
        "fold": int(first["fold"]),
        "cut_off": first["cut_off"],
        "cases": len(cases),
        "audits": int(cases.audited.sum()),
        "finds": int(np.nansum(cases.y)),
    }
