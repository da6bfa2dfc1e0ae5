"""Waiting times are medians with ranges; few audits have none."""

import numpy as np
import pandas as pd

from reports.trends.waiting import days_to_audit, median_words
from tests.made_up_disclosure import RULES
from tests.reports.trends.made_up import audits


def test_each_year_has_both_medians():
    table = days_to_audit(audits(), RULES)

    assert [row[0] for row in table.rows] == ["2025", "2026"]
    assert table.rows[0][1].startswith("50 (") or table.rows[0][1].startswith("49")


def test_few_audits_have_no_median():
    assert median_words(pd.Series([5.0] * 29), RULES) == "not enough cases"


def test_the_range_covers_the_median_of_all_about_as_often_as_it_says():
    random = np.random.default_rng(3)
    covered = 0
    for _ in range(300):
        words = median_words(pd.Series(random.exponential(1e6, 61)), RULES)
        low, high = (float(part) for part in words.split("(")[1].rstrip(")").split(" to "))
        covered += low <= 1e6 * np.log(2) <= high

    assert covered >= 280
