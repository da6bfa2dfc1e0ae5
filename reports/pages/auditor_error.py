"""How far auditors agree, and what the figures are worth if some of them are mistaken."""

from dataclasses import replace

import numpy as np
import pandas as pd

from contracts.disclosure.counts import rounded_pair
from contracts.disclosure.rules import DisclosureRules
from contracts.intervals import wilson
from reports.cases import ReportInputs
from reports.estimation.learned_again import AuditedCases, LearnedAgain, learn_again
from reports.estimation.prevalence import Prevalence
from reports.estimation.share import CANNOT_TELL, Share, ratio, wilson_share
from reports.page import ReportPage, Section
from reports.words import share_words
from worklists.publishing.figure_table import FigureTable, share_in_words

DRAWS, SEED = 1000, 5
ERRORS = (0.0, 0.05, 0.10)
MISTAKES_ALONE = "such mistakes alone would find more"
TITLE = "If auditors are mistaken"


def weighted_kappa(pairs: np.ndarray) -> float:
    """Cohen's kappa with quadratic weights, of a square table of counts.

    Examples
    --------
    >>> weighted_kappa(np.array([[5, 0], [0, 5]]))
    1.0
    """
    steps = np.subtract.outer(np.arange(len(pairs)), np.arange(len(pairs))) ** 2
    total = pairs.sum()
    by_chance = np.outer(pairs.sum(axis=1), pairs.sum(axis=0)) / total
    expected = float((steps * by_chance).sum())
    return 1 - float((steps * pairs).sum()) / expected if expected else float("nan")


def kappa_range(pairs: np.ndarray) -> tuple[float, float]:
    """95 % range of ``weighted_kappa``, from drawing the pairs again."""
    random = np.random.default_rng(SEED)
    drawn = random.multinomial(int(pairs.sum()), (pairs / pairs.sum()).ravel(), size=DRAWS)
    values = [weighted_kappa(one.reshape(pairs.shape)) for one in drawn]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def corrected(share: Share, error: float) -> Share:
    """The share if so many audits were mistaken, either way alike (Rogan and Gladen, 1978).

    Examples
    --------
    >>> round(corrected(Share(0.14, 0.12, 0.16, 500), 0.05).value, 3)
    0.1
    >>> corrected(Share(0.03, 0.02, 0.04, 500), 0.05).reason
    'cannot tell: such mistakes alone would find more'
    """
    if share.value is None or share.low is None or share.high is None:
        return share
    if share.value <= error > 0:
        return Share(None, None, None, share.audits, f"{CANNOT_TELL}: {MISTAKES_ALONE}")
    value, low, high = (
        min(max((part - error) / (1 - 2 * error), 0.0), 1.0)
        for part in (share.value, share.low, share.high)
    )
    return replace(share, value=value, low=low, high=high)


def page(
    shares: dict[str, dict[str, dict[str, Prevalence]]],
    inputs: ReportInputs,
    rules: DisclosureRules,
    *,
    capacity: float,
) -> ReportPage:
    """Agreement of second reviewers; then figures and lists under 5 and 10 % error."""
    sentence = agreement(inputs, rules)
    figures = {
        f"All ratings: {TITLES[kind]}": groups["all"]["All ratings"].powered
        for kind, groups in shares.items()
    }
    if shares:
        figures |= {f"Of those listed: {TITLES['under']}": _precision(inputs.cases)}
    lists = []  # where a rule makes the lists, no case may have a chance
    if len(inputs.cases):
        lists = learn_again(_audited(inputs), ERRORS[1:], capacity=capacity)
    sections = [
        Section("Second reviewers", (sentence,)),
        Section("What mistakes would change", MISTAKES, _figures(figures, rules)),
        Section("The list learned again", LEARNED if lists else (FEW,), _lists(lists, rules)),
    ]
    return ReportPage("auditor-error", TITLE, sentence, sections)


def _figures(figures: dict[str, Share], rules: DisclosureRules) -> tuple[FigureTable, ...]:
    rows = tuple(
        (title, *(share_words(corrected(share, error), rules) for error in ERRORS))
        for title, share in figures.items()
    )
    columns = ("Share (95 % range)", *(f"{100 * error:.0f} % mistaken" for error in ERRORS))
    caption = "If so many audits were mistaken, either way alike"
    return (FigureTable(caption, columns, rows),) if rows else ()


def _precision(cases: pd.DataFrame) -> Share:
    """Of the cases listed, the weighted share that audits found too low."""
    rows = cases[(cases["on_list"] > 0) & cases["under"].notna() & cases["weight"].notna()]
    weight = (rows["weight"] * rows["on_list"]).to_numpy(float)
    found = rows["under"].to_numpy(float)
    person = pd.factorize(rows["person_id"])[0]
    value, variance = ratio(weight * found, weight, person)
    return replace(wilson_share(value, variance, len(rows)), finds=int(found.sum()))


def _audited(inputs: ReportInputs) -> AuditedCases:
    levels = pd.get_dummies(inputs.cases["assigned"]).to_numpy(float)
    numbers = inputs.numbers.to_numpy(float).reshape(len(levels), -1)
    return AuditedCases(
        columns=np.column_stack([levels, numbers]),
        found=inputs.cases["under"].to_numpy(float),
        weight=inputs.cases["weight"].to_numpy(float),
        person=pd.factorize(inputs.cases["person_id"])[0],
    )


def _lists(lists: list[LearnedAgain], rules: DisclosureRules) -> tuple[FigureTable, ...]:
    rows = tuple(
        (
            f"{100 * one.error:.0f} %{'' if one.error else ', other audits drawn'}",
            share_in_words(*one.kept),
            share_words(one.precision, rules),
        )
        for one in lists
    )
    columns = ("Mistaken", "The same cases listed (range)", "Listed, found too low (95 % range)")
    return (FigureTable("Lists learned again", columns, rows),) if rows else ()


def agreement(inputs: ReportInputs, rules: DisclosureRules) -> str:
    """How often a second reviewer gave the same level, and weighted kappa, in words."""
    audits = inputs.tables.get("audits", pd.DataFrame())
    if "second_reviewer_rosh" not in audits or "audited_rosh" not in audits:
        return "No audit on record has a second reviewer."
    both = audits.dropna(subset=["second_reviewer_rosh", "audited_rosh"])
    same = int((both["second_reviewer_rosh"] == both["audited_rosh"]).sum())
    pair = rounded_pair(same, len(both), rules)
    if pair is None:
        return "Too few audits have a second reviewer to say how far auditors agree."
    levels = inputs.source.scale.levels
    first, second = (
        pd.Categorical(both[name], categories=levels)
        for name in ("audited_rosh", "second_reviewer_rosh")
    )
    pairs = pd.crosstab(first, second, dropna=False).to_numpy()
    (low,), (high,) = wilson([pair[0]], [pair[1]])
    ends = kappa_range(pairs)
    return (
        f"In about {pair[1]:,} audits with a second reviewer both gave the same level in "
        f"{share_in_words(pair[0] / pair[1], float(low), float(high))}; weighted kappa "
        f"{weighted_kappa(pairs):.2f} ({ends[0]:.2f} to {ends[1]:.2f})."
    )


TITLES = {"under": "rated too low", "over": "rated too high"}
FEW = "Too few audits to learn a list again."
LEARNED = (
    (
        "A plain logistic regression stands in for the model. It learns from the same audits, of "
        "which some are turned round, and its list is held beside the one from audits as recorded."
    ),
    (
        "The first line shows what chance alone changes: none is mistaken, but audits are drawn "
        "again. What was listed is always looked up in the audits as recorded."
    ),
)
MISTAKES = (
    "Most ratings are right, so auditors who are mistaken either way alike find too many too low.",
    "The table takes that out again (Rogan and Gladen, 1978).",
    "Mistakes that go one way, such as auditors who prefer a higher level, are not taken out.",
    "Only second reviewers who do not know the first level can show them.",
)
