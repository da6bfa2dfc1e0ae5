"""What audits bring: the list learned from ever more of them, beside the list without any."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.evaluation.estimation.corrected import Complete, of_list
from models.evaluation.estimation.doubly_robust import expected_finds
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.settings import Plan, View
from models.evaluation.gate.comparisons import Lists, against
from models.evaluation.gate.prior_gain import WITH as NO_AUDITS
from models.evaluation.metrics.metrics import measure
from models.evaluation.predictions.arrays import (
    KEY,
    PREDICTED,
    Race,
    TargetCases,
    probability,
    score,
)
from models.evaluation.setup import EvaluationSetup

FIGURES = ("finds", "without_audits", "gain", "average_precision")
PARTS = ("", "_low", "_high", "_audited", "_found", "_reason")
COLUMNS = [
    "audits", "least_audits", "chosen", "folds", "cases",
    *(figure + part for figure in FIGURES for part in PARTS),
]  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """What was learned from some number of audits, and the cases that it was asked about.

    Parameters
    ----------
    audits : pair of int
        The fewest and the most that any of its folds learned from.
    chosen : str
        The candidate that the protocol chose on so many.
    kept : array of bool, shape (n_cases,)
        Cases of the main question in folds that had so many audits.
    view : View
        What it says of these.
    """

    audits: tuple[int, int]
    chosen: str
    kept: NDArray[np.bool_]
    view: View


def learning_curve(
    marked: EvaluationSetup, fewer: pd.DataFrame, audits: pd.DataFrame
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
    field, chosen = marked.main.field, marked.chosen
    if chosen is None or NO_AUDITS not in marked.main.views or not field.audited.any():
        return pd.DataFrame(columns=COLUMNS)
    stages = [*_stages(marked, fewer), _all_known(marked, chosen, audits)]
    return pd.DataFrame([_row(marked, stage) for stage in stages], columns=COLUMNS)


def _stages(marked: EvaluationSetup, fewer: pd.DataFrame) -> Iterator[Stage]:
    field = marked.main.field
    for audits in sorted(fewer["audits"].unique()):
        part = fewer[fewer["audits"] == audits]
        chosen = str(part["chosen"].iloc[0])
        told = marked.cases[KEY].merge(part[[*KEY, *PREDICTED]], on=KEY, how="left")
        kept = told["priority"].notna().to_numpy(bool)[field.rows]
        race, asked = Race(marked.cases, {chosen: told}), field.where(kept)
        order = score(race, asked, chosen)
        if order is not None and kept.any():
            view = View(order, probability(race, asked, chosen))
            yield Stage((int(audits), int(audits)), chosen, kept, view)


def _all_known(marked: EvaluationSetup, chosen: View, audits: pd.DataFrame) -> Stage:
    every = np.ones(len(marked.main.field.rows), dtype=bool)
    return Stage(learned_from(marked.cases, audits), marked.standing.chosen, every, chosen)


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
    known = [
        int((~(audits["known_on"] > fold["cut_off"].iloc[0]) & ~tested).sum())
        for _, fold in cases.groupby(["repeat", "fold"], sort=True)
        for tested in [audits["person_id"].isin(fold["person_id"])]
    ]
    return min(known), max(known)


def _row(marked: EvaluationSetup, stage: Stage) -> Mapping[str, Any]:
    field = marked.main.field.where(stage.kept)
    least, most = stage.audits
    told: dict[str, Any] = {
        "audits": most,
        "least_audits": least,
        "chosen": stage.chosen,
        "folds": len(np.unique(field.window)) // field.repeats,
        "cases": round(len(field.rows) / field.repeats),
    }
    for name, figure in _figures(marked, stage, field).items():
        parts = (figure.value, figure.low, figure.high, figure.n, figure.positives, figure.reason)
        told |= {name + part: value for part, value in zip(PARTS, parts, strict=True)}
    return told


def _figures(marked: EvaluationSetup, stage: Stage, field: TargetCases) -> dict[str, Figure]:
    """The race's own chances stand in for audits that nobody made, whatever the number."""
    plan: Plan = marked.plan
    main, chosen = marked.main, marked.chosen
    claimed = chosen.claimed if chosen else None
    expected = expected_finds(main.field, claimed)[stage.kept]
    without = main.views[NO_AUDITS].where(stage.kept)
    complete = Complete.of(field, expected, plan.draws)
    lists = Lists.of(field, expected, mine=stage.view, theirs=without, share=plan.capacity)
    return {
        "finds": of_list(field, lists.mine.astype(np.float64), complete, plan)["precision"],
        "without_audits": of_list(field, lists.theirs, complete, plan)["precision"],
        "gain": against(field, lists, name=NO_AUDITS, plan=plan).gain,
        "average_precision": measure(field, stage.view, plan)["average_precision"],
    }
