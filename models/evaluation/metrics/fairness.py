"""How the list treats groups: who is listed, whose under-ratings are missed, whether chances hold.

Groups are of people on probation, nationally; teams are in ``units``. Nothing here is a feature.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import Draws
from models.evaluation.estimation.cutoff import listed
from models.evaluation.estimation.doubly_robust import expected_finds, support
from models.evaluation.estimation.estimate import ReportingRule
from models.evaluation.estimation.settings import Drawn, over_repeats
from models.evaluation.predictions.arrays import TargetCases
from models.evaluation.setup import EvaluationSetup

LEAST_CASES = 30  # a share of fewer is not given
NOT_RECORDED = "not recorded"

Groups = dict[str, list[dict[str, object]]]


def by_group(marked: EvaluationSetup, protected: pd.DataFrame) -> Groups:
    """Figures of every group of every protected characteristic, and of everybody.

    Parameters
    ----------
    marked : EvaluationSetup
        The race; the chosen candidate's list at capacity is looked at.
    protected : frame
        `person_id` and one column per characteristic; years of birth are read as decades.

    Returns
    -------
    dict
        Per characteristic, a list of `group, cases, listed_share, missed_share, calibration,
        under_rated_share`; the shares as figures with intervals, or ``not enough evidence``.
        ``missed_share`` is the part of all ratings too low that the list would not reach.
    """
    view, field = marked.chosen, marked.main.field
    if view is None or not field.audited.any():
        return {}
    people = marked.cases["person_id"].iloc[field.rows]
    labels = {
        name: _labels(protected.set_index("person_id")[name], people)
        for name in sorted(protected.columns.drop("person_id"))
        if protected[name].notna().any()
    }
    labels = {"everybody": np.full(len(field.rows), "all"), **labels}
    columns = _columns(marked)
    return {
        characteristic: [
            {"group": group, **_figures(field, columns, of_group == group, marked)}
            for group in sorted(set(of_group))
        ]
        for characteristic, of_group in labels.items()
    }


def _labels(values: "pd.Series[str]", people: "pd.Series[str]") -> NDArray[np.object_]:
    """The group of each case, as text."""
    if values.name == "birth_year":
        values = (values // 10 * 10).astype("Int64").astype("string") + "s"
    known = values[~values.index.duplicated()].astype("string")
    return people.map(known).astype("string").fillna(NOT_RECORDED).to_numpy(object)


def _columns(marked: EvaluationSetup) -> NDArray[np.float64]:
    """Per case: 1, listed, expected finds, those listed, weight, weighted chance and find."""
    view, field, share = marked.chosen, marked.main.field, marked.plan.capacity
    assert view is not None
    on_list = listed(view.score, field.happened, window=field.window, share=share)
    expected = expected_finds(field, view.claimed)
    weight, found = np.nan_to_num(field.weight), np.nan_to_num(field.happened)
    chance = found if view.claimed is None else view.claimed
    parts = [np.ones(len(on_list)), on_list, expected, on_list * expected]
    return np.column_stack([*parts, weight, weight * chance, weight * found]).astype(np.float64)


def _figures(
    field: TargetCases,
    columns: NDArray[np.float64],
    among: NDArray[np.bool_],
    marked: EvaluationSetup,
) -> Mapping[str, object]:
    draws, evidence = marked.plan.draws, marked.plan.evidence
    drawn = over_repeats(field, among, lambda rows: _shares(field, columns, rows, draws))
    cases = round(among.sum() / field.repeats)
    on_list = round(columns[among, 1].sum() / field.repeats)
    audited = among & field.weighted
    finds = round(np.nansum(field.happened[audited]) / field.repeats)
    counts = (round(audited.sum() / field.repeats), finds)
    doubt = support(field, among).doubt
    least = ReportingRule(max(LEAST_CASES, evidence.floor), evidence.level)
    listing = least.figure(drawn["listed_share"], counts=(cases, on_list), found=cases)
    rates = {
        name: least.unless(doubt, drawn[name], counts=counts, found=LEAST_CASES)
        if name == "under_rated_share"
        else evidence.unless(doubt, drawn[name], counts=counts)
        for name in ("missed_share", "calibration", "under_rated_share")
    }
    told = {"listed_share": listing} | rates
    return {"cases": cases, **{name: figure.as_json() for name, figure in told.items()}}


def _shares(
    field: TargetCases, columns: NDArray[np.float64], rows: NDArray[np.bool_], draws: Draws
) -> Drawn:
    if not rows.any():
        none = np.full(draws.counts.shape[1], np.nan)
        return dict.fromkeys(
            ("listed_share", "missed_share", "calibration", "under_rated_share"), none
        )
    cases, on_list, finds, held, weight, chance, found = draws.totals(
        field.person[rows], columns[rows]
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "listed_share": on_list / cases,
            "missed_share": 1 - held / np.where(finds > 0, finds, np.nan),
            "calibration": (chance - found) / weight,
            "under_rated_share": finds / cases,
        }
