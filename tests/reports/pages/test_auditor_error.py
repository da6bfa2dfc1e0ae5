"""Agreement and mistakes: known kappas, known corrections, and few second reviewers say so."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import cohen_kappa_score

from reports.estimation.share import Share
from reports.pages.auditor_error import agreement, corrected, kappa_range, page, weighted_kappa
from reports.pages.prevalence import estimates
from tests.made_up_disclosure import RULES
from tests.reports.made_up import evidence

PAIRS = np.array([[40, 6, 1], [5, 60, 8], [0, 7, 30]])


def test_kappa_is_that_of_scikit_learn_and_lies_in_its_range():
    first = np.repeat(np.arange(3), PAIRS.sum(axis=1))
    second = np.concatenate([np.repeat(np.arange(3), row) for row in PAIRS])

    kappa = weighted_kappa(PAIRS)

    assert kappa == pytest.approx(cohen_kappa_score(first, second, weights="quadratic"))
    low, high = kappa_range(PAIRS)
    assert low < kappa < high


def test_random_mistakes_are_taken_out_again():
    observed = 0.1 * 0.9 + 0.9 * 0.1

    assert corrected(Share(observed, 0.1, 0.3, 90), 0.1).value == pytest.approx(0.1)


def test_a_share_that_mistakes_alone_would_bring_is_not_corrected_to_nothing():
    rare = Share(0.03, 0.02, 0.04, 900)

    assert corrected(rare, 0.05).value is None
    assert corrected(rare, 0.05).reason == "cannot tell: such mistakes alone would find more"
    assert corrected(rare, 0.0) == rare


def test_second_reviewers_are_told_rounded_and_few_of_them_not():
    audits = pd.DataFrame(
        {"audited_rosh": ["medium", "high"] * 42, "second_reviewer_rosh": ["medium"] * 84}
    )

    words = agreement(evidence(audits=audits), RULES)

    assert words.startswith("In about 85 audits with a second reviewer both gave the same level")
    assert agreement(evidence(audits=audits[:8]), RULES).startswith("Too few audits")


def test_without_second_reviewers_the_page_says_so():
    assert (
        page({}, evidence(), RULES, capacity=0.05).lead
        == "No audit on record has a second reviewer."
    )


def test_the_list_is_learned_again_and_figures_are_corrected():
    made = evidence()

    sections = page(estimates(made), made, RULES, capacity=0.05).sections

    assert [row[0] for row in sections[1].tables[0].rows] == [
        "All ratings: rated too low",
        "All ratings: rated too high",
        "Of those listed: rated too low",
    ]
    again = sections[2].tables[0].rows
    assert [row[0] for row in again] == ["0 %, other audits drawn", "5 %", "10 %"]
    assert all("%" in cell for row in again for cell in row[1:])


def test_with_few_audits_no_list_is_learned_again():
    made = evidence(n=300)

    assert page({}, made, RULES, capacity=0.05).sections[2].sentences == (
        "Too few audits to learn a list again.",
    )
