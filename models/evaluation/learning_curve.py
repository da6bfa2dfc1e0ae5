"""What audits bring: the list learned from ever more of them, beside the list without any."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.evaluation.estimation.corrected import all_finds, of_list
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.plan import EstimationPlan
from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.comparisons import against
from models.evaluation.gate.paired_lists import PairedLists
from models.evaluation.gate.prior_gain import WITH as NO_AUDITS
from models.evaluation.metrics.metrics import measure
from models.evaluation.predictions.arrays import KEY, PREDICTED, View, view_of
from models.evaluation.setup import EvaluationSetup

FIGURES = ("finds", "without_audits", "gain", "average_precision")
PARTS = ("", "_low", "_high", "_audited", "_found", "_reason")
COLUMNS = [
    "audits", "least_audits", "chosen", "folds", "cases",
    *(figure + part for figure in FIGURES for part in PARTS),
]  # fmt: skip


@dataclass(frozen=True)
class CurvePoint:
    """What was learned from some number of audits, and the cases that it predicted.

    Parameters
    ----------
    audits : pair of int
        The fewest and the most that any of its folds learned from.
    chosen : str
        The candidate that the protocol chose on so many.
    kept : array of bool, shape (n_main_cases,)
        Cases of the main target in folds that had so many audits.
    view : View
        Its predictions of these.
    """

    audits: tuple[int, int]
    chosen: str
    kept: NDArray[np.bool_]
    view: View


def learning_curve(
    setup: EvaluationSetup, fewer: pd.DataFrame, audits: pd.DataFrame
) -> pd.DataFrame:
    """One row a number of audits, and the race itself, with all that were known, as the last.

    Every row is judged on the cases of the folds that had so many audits, by the race's own
    draws; rows therefore rest on different cases, and what compares them is the gain over the
    best list without audits on the same cases.

    Parameters
    ----------
    fewer : frame
        ``learning_curve.parquet``: predictions as if only `audits` had been done.
    audits : frame
        `person_id, known_on` of every audited assessment.

    Returns
    -------
    frame
        `audits` and `least_audits` (most and fewest that a fold learned from), `chosen`, `folds`,
        `cases`; then for `finds` (per case listed at capacity), `without_audits` (the same of
        common practice with declared directions), `gain` and `average_precision` each the value,
        `_low`, `_high`, `_audited`, `_found` and, where there is no value, `_reason`.
    """
    main = setup.main
    if main.chosen_view is None or NO_AUDITS not in main.views or not main.cases.audited.any():
        return pd.DataFrame(columns=COLUMNS)
    points = [
        *_fewer_audits(main, setup.case_table, fewer),
        CurvePoint(
            learned_from(setup.case_table, audits),
            main.chosen,
            np.ones(len(main.cases), dtype=bool),
            main.chosen_view,
        ),
    ]
    rows = [_row(point, main.where(point.kept), setup.plan) for point in points]
    return pd.DataFrame(rows, columns=COLUMNS)


def _fewer_audits(
    main: TargetResults, case_table: pd.DataFrame, fewer: pd.DataFrame
) -> Iterator[CurvePoint]:
    keys = case_table[KEY].iloc[main.cases.rows]
    for audits in sorted(fewer["audits"].unique()):
        rows = fewer[fewer["audits"] == audits]
        predicted = keys.merge(rows[[*KEY, *PREDICTED]], on=KEY, how="left")
        kept = predicted["priority"].notna().to_numpy(bool)
        view = view_of(predicted[kept], main.cases.target)
        if view is not None and kept.any():
            yield CurvePoint((int(audits), int(audits)), str(rows["chosen"].iloc[0]), kept, view)


def learned_from(cases: pd.DataFrame, audits: pd.DataFrame) -> tuple[int, int]:
    """The fewest and the most audits that a fold learned from.

    Those known by its cut, of people who are not among its cases.

    Examples
    --------
    >>> day = pd.Timestamp
    >>> cases = pd.DataFrame({"repeat": 1, "fold": [1, 2], "person_id": ["P1", "P2"],
    ...     "cut_off": [day("2026-01-31"), day("2026-02-28")]})
    >>> audits = pd.DataFrame({"person_id": ["P1", "P3", "P3"],
    ...     "known_on": [day("2026-01-01"), day("2026-01-15"), day("2026-02-01")]})
    >>> learned_from(cases, audits)
    (1, 3)
    """
    learned = [
        int((~(audits["known_on"] > fold["cut_off"].iloc[0]) & ~tested).sum())
        for _, fold in cases.groupby(["repeat", "fold"], sort=True)
        for tested in [audits["person_id"].isin(fold["person_id"])]
    ]
    return min(learned), max(learned)


def _row(point: CurvePoint, results: TargetResults, plan: EstimationPlan) -> dict[str, Any]:
    """One row, judged on the point's own cases (``results``).

    The race's own chances stand in for audits that nobody made, whatever the number.
    """
    cases = results.cases
    least, most = point.audits
    row: dict[str, Any] = {
        "audits": most,
        "least_audits": least,
        "chosen": point.chosen,
        "folds": len(np.unique(cases.window)) // cases.repeats,
        "cases": round(len(cases) / cases.repeats),
    }
    for name, figure in _figures(point.view, results, plan).items():
        values = (figure.value, figure.low, figure.high, figure.n, figure.positives, figure.reason)
        row |= {name + part: value for part, value in zip(PARTS, values, strict=True)}
    return row


def _figures(view: View, results: TargetResults, plan: EstimationPlan) -> dict[str, Figure]:
    lists = PairedLists.of(results.cases, view, results.views[NO_AUDITS], plan.capacity)
    finds = all_finds(results, plan.draws)
    listing = lists.mine.astype(np.float64)
    return {
        "finds": of_list(results, listing, finds, plan)["precision"],
        "without_audits": of_list(results, lists.theirs, finds, plan)["precision"],
        "gain": against(results, lists, NO_AUDITS, plan).gain,
        "average_precision": measure(results.cases, view, plan)["average_precision"],
    }
