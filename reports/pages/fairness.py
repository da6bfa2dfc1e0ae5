"""Who is listed, who is missed, and who is rated too low beyond what the record explains."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from contracts.disclosure.rules import DisclosureRules
from reports.cases import ReportInputs
from reports.estimation.groups import (
    COMPARED,
    MEASURES,
    NOT_ENOUGH,
    GroupData,
    calibration,
    differences,
    share_of,
)
from reports.estimation.prevalence import Ratings, calibrated, supported
from reports.estimation.unexplained import Shift, shift
from reports.group_labels import MINORITY, TITLES, Labels, labels_of, title_of
from reports.page import ReportPage, Section
from reports.pages.prevalence import ratings_of
from reports.words import capital, count_words, share_words
from worklists.publishing.figure_table import FigureTable

ALPHA = 0.05


def group_data(cases: pd.DataFrame, under: Ratings, over: Ratings) -> GroupData:
    """Arrays of the cases; ``under`` and ``over`` as ``ratings_of`` makes them."""
    weight = calibrated(under)
    found = np.nan_to_num(under.found)
    return GroupData(
        on_list=cases["on_list"].to_numpy(float),
        under=under.chance + weight * (found - under.chance),
        over=over.chance + weight * (np.nan_to_num(over.found) - over.chance),
        weight=weight,
        gap=np.where(under.audited, under.chance - found, 0.0),
        person=under.person,
    )


def page(inputs: ReportInputs, rules: DisclosureRules) -> ReportPage:
    """Every group's figures, which of them differ, and what the record does not explain."""
    under = ratings_of(inputs.cases, "under", "p_under")
    kept = supported(under) if under.audited.any() else np.zeros(len(inputs.cases), dtype=bool)
    if not kept.any():
        return ReportPage("fairness", TITLE, "Too few audits to compare groups.", [])
    cases, under = inputs.cases[kept], under.where(kept)
    data = group_data(cases, under, ratings_of(cases, "over", "p_over"))
    labels = labels_of(inputs, cases)
    notable = _notable(data, labels)
    shifts = shifts_beyond_record(under, data.weight, labels)
    sections = [
        Section(title_of(name), (), (_table(name, data, groups, rules),))
        for name, groups in labels.items()
    ]
    found = [f"{group}: {words}" for group, words in notable]
    summary = Section(
        "Differences beyond chance",
        tuple(found) or ("No group differs from all others by more than chance.",),
    )
    record = Section("Beyond what the record explains", (UNEXPLAINED,), (_record(shifts),))
    return ReportPage("fairness", TITLE, _lead(found, shifts), [summary, record, *sections, METHOD])


def _table(
    name: str, data: GroupData, groups: "pd.Series[str]", rules: DisclosureRules
) -> FigureTable:
    rows = []
    for label in sorted(set(groups)):
        among = (groups == label).to_numpy()
        cells = [_cell(data, among, measure, rules) for measure in MEASURES]
        cells.append(_calibration(data, among, rules))
        rows.append((capital(label), count_words(int(among.sum()), rules), *cells))
    title = title_of(name)
    titles = (*MEASURES.values(), "Mean chance less what audits found")
    columns = ("Group", "Cases", *(f"{words} (95 % range)" for words in titles))
    return FigureTable(title, columns, tuple(rows))


def _calibration(data: GroupData, among: np.ndarray, rules: DisclosureRules) -> str:
    found = calibration(data, among)
    if found is None or int((data.weight[among] > 0).sum()) < rules.rate_needs:
        return NOT_ENOUGH
    value, low, high = (100 * part for part in found)
    return f"{value:+.1f} points ({low:+.1f} to {high:+.1f})"


def _cell(data: GroupData, among: np.ndarray, measure: str, rules: DisclosureRules) -> str:
    if among.sum() < rules.rate_needs:
        return "not enough cases"
    if measure in {"listed", "precision", "burden"} and rules.small(int(data.on_list[among].sum())):
        return "not enough cases"
    return share_words(share_of(data, among, measure)[0], rules)


def _notable(data: GroupData, labels: Labels) -> list[tuple[str, str]]:
    """Differences that remain after Holm's correction over every group and measure."""
    from statsmodels.stats.multitest import multipletests

    rows = [
        (name, label, measure, gap, p)
        for name, groups in labels.items()
        for measure in COMPARED
        for label, (gap, _, p) in differences(data, groups, measure).items()
    ]
    if not rows:
        return []
    rejected = multipletests([row[-1] for row in rows], alpha=ALPHA, method="holm")[0]
    return [
        (f"{title_of(name)}, {label}", _difference(measure, gap))
        for (name, label, measure, gap, _), out in zip(rows, rejected, strict=True)
        if out
    ]


def _difference(measure: str, gap: float) -> str:
    more = "above" if gap > 0 else "below"
    words = MEASURES[measure][0].lower() + MEASURES[measure][1:]
    return f"{words} is {abs(100 * gap):.1f} points {more} that of all others"


def shifts_beyond_record(under: Ratings, weight: np.ndarray, labels: Labels) -> dict[str, Shift]:
    """The shift of each group that has enough audits; pairs of characteristics are left out.

    ``weight`` is from ``calibrated``.
    """
    rows = under.audited
    found = {}
    for name, among in _compared(labels):
        one = shift(
            under.found[rows],
            under.chance[rows],
            weight[rows],
            among[rows],
            under.person[rows],
        )
        if one is not None:
            found[name] = one
    return found


def _compared(labels: Labels) -> Iterator[tuple[str, np.ndarray]]:
    """Groups of single characteristics; minority ethnic groups each and, being small, together."""
    for name, groups in labels.items():
        names = groups.to_numpy(dtype=object)
        for label in sorted(set(names)) if name in TITLES else ():
            yield f"{TITLES[name]}: {label}", names == label
        if name == "ethnic_group":
            yield f"{TITLES[name]}: minority groups together", groups.isin(MINORITY).to_numpy()


def flagged(shifts: dict[str, Shift]) -> list[str]:
    """Groups whose odds are shifted after Holm's correction over all of them."""
    from statsmodels.stats.multitest import multipletests

    if not shifts:
        return []
    rejected = multipletests([one.p for one in shifts.values()], alpha=ALPHA, method="holm")[0]
    return [name for name, out in zip(shifts, rejected, strict=True) if out]


def _record(shifts: dict[str, Shift]) -> FigureTable:
    beyond = set(flagged(shifts))
    rows = tuple(
        (
            name,
            f"{np.exp(one.value):.2f} ({np.exp(one.low):.2f} to {np.exp(one.high):.2f})",
            "differs" if name in beyond else "no difference seen",
        )
        for name, one in shifts.items()
    )
    columns = ("Group", "Odds of being rated too low against others (95 % range)", "After Holm")
    return FigureTable("Odds with the same record", columns, rows)


def _lead(found: list[str], shifts: dict[str, Shift]) -> str:
    beyond = flagged(shifts)
    record = f"{', '.join(beyond)}: rated too low at other odds than others with the same record"
    unexplained = record if beyond else "no group is rated too low beyond what the record explains"
    differ = f"{len(found)} figures of groups differ from those of others by more than chance"
    return f"{differ if found else 'No group differs by more than chance'}; {unexplained}."


TITLE = "Who is listed and who is missed"
UNEXPLAINED = (
    "The odds that an audit finds the rating too low, for a group against all others whose records "
    "give the same chance. The model never sees who belongs to a group. 1 means no difference."
)
METHOD = Section(
    "How this is computed",
    (
        "The list at its length is looked at: the same share of cases as in the evaluation.",
        "Cases without an audit count by their chance, put right by weighted audits of the group.",
        "Intervals are Wilson's with all cases of a person together.",
        "A mean chance above what audits found lists a group too often; one below, too seldom.",
        "Differences are tested for every group and figure and corrected by Holm's method.",
        "A group with too few audits reads 'not enough evidence'; that is no sign of fairness.",
        "Nothing is corrected here. A difference is reported to those who decide what to do.",
    ),
)
