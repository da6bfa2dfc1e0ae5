"""How many ratings an auditor would change: of all ratings, not of the audited ones."""

import numpy as np
import pandas as pd

from contracts.disclosure.rules import DisclosureRules
from reports.cases import ReportInputs
from reports.estimation.prevalence import (
    Prevalence,
    Ratings,
    by_group,
    calibrated,
    prevalence,
    supported,
    tuning,
)
from reports.estimation.share import LEAST_EFFECTIVE
from reports.page import ReportPage, Section
from reports.words import count_words, share_words, width_words
from worklists.publishing.figure_table import FigureTable

KINDS = {"under": ("Rated too low", "p_under"), "over": ("Rated too high", "p_over")}
BY = {"assigned": "By rating", "region": "By region", "quarter": "By quarter"}
COLUMNS = ("Ratings", "Audits", "Share (95 % range)", "From audits alone (95 % range)", "Width")
Groups = dict[str, dict[str, Prevalence]]
PREDICTED = (
    "Every rating has a chance predicted by a model that had not seen its audit. The share is the "
    "mean of these chances, put right by what audits found beyond them."
)
WEIGHTED = (
    "An audit counts by one over its chance of being picked, in every quarter so that audits speak "
    "for all of its ratings. Audits prompted by a serious further offence do not count, because "
    "they were picked for the answer."
)
LIMITS = (
    f"A quarter or group whose audits weigh as fewer than {LEAST_EFFECTIVE:.0f} equal ones reads "
    "'cannot tell'. The "
    "figures say what auditors would record; an auditor can be mistaken too."
)


def estimates(inputs: ReportInputs) -> dict[str, Groups]:
    """By ``under`` and ``over``, then ``all``, rating, region and quarter: every group's share."""
    return {
        kind: groups
        for kind, (_, column) in KINDS.items()
        if (groups := _of_kind(inputs.cases, kind, column))
    }


def ratings_of(cases: pd.DataFrame, kind: str, column: str) -> Ratings:
    """The cases as arrays; an audit without a usable chance of selection counts as none."""
    return Ratings(
        found=cases[kind].where(cases["weight"].notna()).to_numpy(float),
        chance=np.nan_to_num(cases[column].to_numpy(float)),
        weight=cases["weight"].to_numpy(float),
        stratum=pd.factorize(cases["quarter"], sort=True)[0],
        person=pd.factorize(cases["person_id"])[0],
    )


def _of_kind(cases: pd.DataFrame, kind: str, column: str) -> Groups:
    ratings = ratings_of(cases, kind, column)
    if cases[column].isna().all() or not ratings.audited.any():
        return {}
    kept = supported(ratings)
    ratings, cases = ratings.where(kept), cases[kept]
    if not len(cases):
        return {}
    weight = calibrated(ratings)
    trust = tuning(ratings, weight)
    groups: Groups = {"all": {"All ratings": prevalence(ratings, weight, trust)}}
    for name in BY:
        groups[name] = by_group(ratings, cases[name], weight, trust)
    return groups


def page(found: dict[str, Groups], inputs: ReportInputs, rules: DisclosureRules) -> ReportPage:
    """The page; its lead is the headline figure."""
    sections = [
        Section(KINDS[kind][0], (_headline(kind, groups, rules),), _tables(groups, inputs, rules))
        for kind, groups in found.items()
    ]
    return ReportPage(
        "prevalence",
        "How many ratings an auditor would change",
        lead(found, rules),
        [*sections, _method(inputs)],
    )


def lead(found: dict[str, Groups], rules: DisclosureRules) -> str:
    """Both shares in one sentence, or that nobody can tell."""
    parts = [
        f"{share_words(groups['all']['All ratings'].powered, rules)} {KINDS[kind][0].lower()}"
        for kind, groups in found.items()
    ]
    if not parts:
        return "Too few audits to say how many ratings an auditor would change."
    return f"Of all ratings an auditor would find: {'; '.join(parts)}."


def _headline(kind: str, groups: Groups, rules: DisclosureRules) -> str:
    one = groups["all"]["All ratings"]
    shares = (share_words(one.powered, rules), share_words(one.audits_alone, rules))
    return (
        f"{KINDS[kind][0]}: {shares[0]} of {count_words(one.ratings, rules)} ratings; "
        f"from the audits alone {shares[1]}."
    )


def _tables(
    groups: Groups, inputs: ReportInputs, rules: DisclosureRules
) -> tuple[FigureTable, ...]:
    tables = []
    for name, caption in BY.items():
        rows = tuple(
            (_title(name, group, inputs), *_cells(one, rules))
            for group, one in _ordered(name, groups[name], inputs)
        )
        tables.append(
            FigureTable(caption, (caption.removeprefix("By ").capitalize(), *COLUMNS), rows)
        )
    return tuple(tables)


def _ordered(
    name: str, groups: dict[str, Prevalence], inputs: ReportInputs
) -> list[tuple[str, Prevalence]]:
    """Ratings from the lowest to the highest; all others by name."""
    if name != "assigned":
        return list(groups.items())
    return [(level, groups[level]) for level in inputs.source.scale.levels if level in groups]


def _title(name: str, group: str, inputs: ReportInputs) -> str:
    if name == "assigned":
        return inputs.source.title_of(group).capitalize()
    return group


def _cells(one: Prevalence, rules: DisclosureRules) -> tuple[str, ...]:
    powered, alone = one.powered, one.audits_alone
    if rules.small(one.ratings) or one.ratings < rules.rate_needs:
        return (count_words(one.ratings, rules), "~", "not enough cases", "not enough cases", "")
    shares = share_words(powered, rules), share_words(alone, rules)
    widths = f"{width_words(powered)}, audits alone {width_words(alone)}"
    return (
        count_words(one.ratings, rules),
        count_words(powered.audits, rules),
        *shares,
        widths if powered.width and "%" in shares[0] else "",
    )


def _method(inputs: ReportInputs) -> Section:
    days = inputs.cases["assessment_date"].dropna()
    of = "All ratings that were predicted without their own audit"
    if len(days):
        of += f", signed {days.min():%-d %B %Y} to {days.max():%-d %B %Y}"
    return Section("How this is computed", (f"{of}. {PREDICTED}", WEIGHTED, LIMITS))
