"""Curves as tables: what checking more would find, and the points of the two usual curves."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import DECIMALS, percentiles
from models.evaluation.estimation.cutoff import listed
from models.evaluation.estimation.doubly_robust import expected_finds, support
from models.evaluation.estimation.settings import Drawn, Plan, View, over_repeats
from models.evaluation.predictions.arrays import TargetCases

SHARES = tuple(round(0.01 * step, 2) for step in range(1, 31))
FINDS = ["candidate", "checked", "finds", "low", "high", "random"]
POINTS = ["candidate", "false_positive_rate", "true_positive_rate", "recall", "precision"]
MOST_POINTS = 100  # a candidate and curve; more cannot be seen


def finds_against_checked(
    field: TargetCases, views: Mapping[str, View], plan: Plan
) -> pd.DataFrame:
    """Finds expected per 1,000 cases when ever more of them are checked, in list order.

    Parameters
    ----------
    views : mapping of View
        The chosen candidate first: its chances stand in for cases that nobody audited.

    Returns
    -------
    frame
        `candidate`, `checked` (cases per 1,000), `finds` (per 1,000), `low`, `high` and `random`:
        what as many cases picked at random would yield. Finds are null where too few audits fell
        on the cases checked.
    """
    parts = [pd.DataFrame(columns=FINDS)]
    if field.audited.any() and views:
        expected = expected_finds(field, next(iter(views.values())).claimed)
        parts = [
            _finds(field, view, expected, plan).assign(candidate=name)
            for name, view in views.items()
        ]
    return pd.concat(parts, ignore_index=True)[FINDS]


def _finds(
    field: TargetCases, view: View, expected: NDArray[np.float64], plan: Plan
) -> pd.DataFrame:
    shares = sorted({*SHARES, plan.capacity})
    lists = [
        listed(view.score, field.happened, window=field.window, share=share) for share in shares
    ]
    table = np.column_stack([*(held * expected for held in lists), np.ones(len(expected))])

    def finds(rows: NDArray[np.bool_]) -> Drawn:
        *found, cases = plan.draws.totals(field.person[rows], table[rows])
        # a draw of few people may hold no case at all: it says nothing
        return {"finds": 1000 * np.stack(found) / np.where(cases > 0, cases, np.nan)}

    drawn = over_repeats(field, np.ones(len(expected), dtype=bool), finds)["finds"]
    known = np.array([support(field, held).doubt is None for held in lists])
    bounds = np.array([percentiles(values[1:], plan.evidence.level) for values in drawn])
    told = np.where(known[:, None], np.column_stack([drawn[:, 0], bounds]), np.nan)
    checked = 1000 * np.array(shares)
    columns = np.column_stack([checked, told, checked * expected.mean()])
    return pd.DataFrame(columns, columns=FINDS[1:]).round(DECIMALS)


def points(field: TargetCases, views: Mapping[str, View]) -> pd.DataFrame:
    """Points of the ROC and the precision-recall curve of every candidate, on audited cases.

    Repeats are pooled; ties stand at their worst; at most 100 points a candidate.
    """
    parts = [_points(field, view).assign(candidate=name) for name, view in views.items()]
    empty = pd.DataFrame(columns=POINTS, dtype="float64")
    return pd.concat(parts, ignore_index=True)[POINTS] if parts else empty


def _points(field: TargetCases, view: View) -> pd.DataFrame:
    seen = np.flatnonzero(field.audited)
    order = seen[np.lexsort((field.happened[seen], -view.score[seen]))]
    found = np.cumsum(field.happened[order])
    others = np.arange(1, len(order) + 1) - found
    kept = np.unique(np.linspace(0, len(order) - 1, min(MOST_POINTS, len(order))).astype(int))
    if not len(order) or not found[-1] or not others[-1]:
        kept = kept[:0]
    found_share = found[kept] / max(found[-1:].sum(), 1)
    return pd.DataFrame(
        {
            "false_positive_rate": others[kept] / max(others[-1:].sum(), 1),
            "true_positive_rate": found_share,
            "recall": found_share,
            "precision": found[kept] / (found[kept] + others[kept]),
        }
    ).round(DECIMALS)
