"""Curves as tables: what checking more would find, and the points of the two usual curves."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import DECIMALS, percentiles
from models.evaluation.estimation.cutoff import listed
from models.evaluation.estimation.doubly_robust import support
from models.evaluation.estimation.plan import Drawn, EstimationPlan, over_repeats
from models.evaluation.estimation.results import TargetResults
from models.evaluation.predictions.arrays import TargetCases, View

SHARES = tuple(round(0.01 * step, 2) for step in range(1, 31))
FINDS = ["candidate", "checked", "finds", "low", "high", "random"]
POINTS = ["candidate", "false_positive_rate", "true_positive_rate", "recall", "precision"]
MOST_POINTS = 100  # a candidate and curve; more cannot be seen


def finds_against_checked(
    results: TargetResults, candidates: Sequence[str], plan: EstimationPlan
) -> pd.DataFrame:
    """Finds expected per 1,000 cases when ever more of them are checked, in list order.

    Parameters
    ----------
    candidates : sequence of str
        Candidates whose orders are followed.

    Returns
    -------
    frame
        `candidate`, `checked` (cases per 1,000), `finds` (per 1,000), `low`, `high` and `random`:
        what as many cases picked at random would yield. Finds are null where too few audits fell
        on the cases checked.
    """
    tables = [pd.DataFrame(columns=FINDS)]
    if results.cases.audited.any() and candidates:
        tables = [
            _finds(results, results.views[name], plan).assign(candidate=name) for name in candidates
        ]
    return pd.concat(tables, ignore_index=True)[FINDS]


def _finds(results: TargetResults, view: View, plan: EstimationPlan) -> pd.DataFrame:
    cases, expected = results.cases, results.expected
    shares = sorted({*SHARES, plan.capacity})
    lists = [listed(view.score, cases.y, window=cases.window, share=share) for share in shares]
    table = np.column_stack([*(listing * expected for listing in lists), np.ones(len(cases))])

    def per_thousand(rows: NDArray[np.bool_]) -> Drawn:
        *found, n_cases = plan.draws.totals(cases.person[rows], table[rows])
        # a draw of few people may hold no case at all: it has no value
        return {"finds": 1000 * np.stack(found) / np.where(n_cases > 0, n_cases, np.nan)}

    drawn = over_repeats(cases, np.ones(len(cases), dtype=bool), per_thousand)["finds"]
    supported = np.array([support(cases, listing).doubt is None for listing in lists])
    bounds = np.array([percentiles(values[1:], plan.evidence.level) for values in drawn])
    checked = 1000 * np.array(shares)
    possible = (drawn[:, 0] >= 0) & (drawn[:, 0] <= checked)
    figures = np.clip(np.column_stack([drawn[:, 0], bounds]), 0, checked[:, None])
    finds = np.where((supported & possible)[:, None], figures, np.nan)
    columns = np.column_stack([checked, finds, checked * expected.mean()])
    return pd.DataFrame(columns, columns=FINDS[1:]).round(DECIMALS)


def points(cases: TargetCases, views: Mapping[str, View]) -> pd.DataFrame:
    """Points of the ROC and the precision-recall curve of every candidate, on audited cases.

    Repeats are pooled; ties stand at their worst; at most 100 points a candidate.

    Returns
    -------
    frame
        `candidate, false_positive_rate, true_positive_rate, recall, precision`.
    """
    tables = [_points(cases, view).assign(candidate=name) for name, view in views.items()]
    empty = pd.DataFrame(columns=POINTS, dtype="float64")
    return pd.concat(tables, ignore_index=True)[POINTS] if tables else empty


def _points(cases: TargetCases, view: View) -> pd.DataFrame:
    audited = np.flatnonzero(cases.audited)
    order = audited[np.lexsort((cases.y[audited], -view.score[audited]))]
    found = np.cumsum(cases.y[order])
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
