"""How the list treats groups: who is listed, whose under-ratings it misses, whether chances hold.

Groups are of people on probation, nationally; teams are in ``units``. Nothing here is a feature.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.disclosure.group_names import shared_names
from models.evaluation.estimation.cutoff import listed
from models.evaluation.estimation.doubly_robust import support
from models.evaluation.estimation.estimate import ReportingRule
from models.evaluation.estimation.plan import Drawn, EstimationPlan, counted, over_repeats
from models.evaluation.estimation.results import TargetResults
from models.evaluation.predictions.arrays import View

LEAST_CASES = 30  # a share of fewer is not given
NOT_RECORDED = "not recorded"

Groups = dict[str, list[dict[str, object]]]


def by_group(
    results: TargetResults, people: "pd.Series[str]", protected: pd.DataFrame, plan: EstimationPlan
) -> Groups:
    """Figures of every group of every protected characteristic, and of everybody.

    Parameters
    ----------
    results : TargetResults
        The main target; the chosen candidate's list at capacity is looked at.
    people : series of str, length n_cases
        `person_id` of each case.
    protected : frame
        `person_id` and one column per characteristic; years of birth are read as decades.

    Returns
    -------
    dict
        Per characteristic, a list of `group, cases, listed_share, missed_share, calibration,
        under_rated_share`; the shares as figures with intervals, or ``not enough evidence``.
        ``missed_share`` is the part of all ratings too low that the list would not reach.
    """
    view = results.chosen_view
    if view is None or not results.cases.audited.any():
        return {}
    labels = {"everybody": np.full(len(people), "all")} | {
        name: _labels(protected.set_index("person_id")[name], people)
        for name in sorted(protected.columns.drop("person_id"))
        if protected[name].notna().any()
    }
    table = _table(results, view, plan.capacity)
    return {
        characteristic: [
            {"group": group} | _row(results, table, label == group, plan)
            for group in sorted(set(label))
        ]
        for characteristic, label in labels.items()
    }


def _labels(values: "pd.Series[str]", people: "pd.Series[str]") -> NDArray[np.object_]:
    """The group of each case, as text."""
    if values.name == "birth_year":
        values = (values // 10 * 10).astype("Int64").astype("string") + "s"
    of_person = values[~values.index.duplicated()].astype("string")
    names = shared_names(people.map(of_person), people)
    return names.astype("string").fillna(NOT_RECORDED).to_numpy(object)


def _table(results: TargetResults, view: View, capacity: float) -> NDArray[np.float64]:
    """Per case: 1, listed, expected finds, those listed, weight, weighted chance and find."""
    cases, expected = results.cases, results.expected
    on_list = listed(view.score, cases.y, window=cases.window, share=capacity)
    weight, found = np.nan_to_num(cases.weight), np.nan_to_num(cases.y)
    chance = found if view.probability is None else view.probability
    columns = [np.ones(len(cases)), on_list, expected, on_list * expected]
    return np.column_stack([*columns, weight, weight * chance, weight * found]).astype(np.float64)


def _row(
    results: TargetResults,
    table: NDArray[np.float64],
    among: NDArray[np.bool_],
    plan: EstimationPlan,
) -> dict[str, object]:
    """The figures of the cases of one group, ``among`` all."""
    cases = results.cases
    drawn = over_repeats(cases, among, lambda rows: _shares(cases.person, table, rows, plan))
    n_cases = round(among.sum() / cases.repeats)
    n_listed = round(table[among, 1].sum() / cases.repeats)
    supported, counts = support(cases, among), counted(cases, among & cases.weighted)
    evidence = plan.evidence
    least = ReportingRule(max(LEAST_CASES, evidence.floor), evidence.level)
    figures = {
        "listed_share": least.figure(
            drawn["listed_share"], counts=(n_cases, n_listed), found=n_cases
        ),
        "missed_share": evidence.share(drawn["missed_share"], supported, counts=counts),
        "calibration": evidence.unless(supported.doubt, drawn["calibration"], counts=counts),
        "under_rated_share": least.share(
            drawn["under_rated_share"], supported, counts=counts, found=LEAST_CASES
        ),
    }
    return {"cases": n_cases, **{name: figure.as_json() for name, figure in figures.items()}}


def _shares(
    person: NDArray[np.intp],
    table: NDArray[np.float64],
    rows: NDArray[np.bool_],
    plan: EstimationPlan,
) -> Drawn:
    """Each share in every draw, from the columns of ``_table``; NaN where there is no case."""
    totals = plan.draws.totals(person[rows], table[rows])
    cases, on_list, finds, finds_listed, weight, chance, found = totals
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "listed_share": on_list / cases,
            "missed_share": 1 - finds_listed / np.where(finds > 0, finds, np.nan),
            "calibration": (chance - found) / weight,
            "under_rated_share": finds / cases,
        }
