"""A share says no more than the rounded counts it is made from."""

import pandas as pd

from contracts.disclosure.shares import protected_shares
from tests.made_up_disclosure import RULES


def test_shares_of_one_rounding_are_equal_whatever_the_counts_were():
    table = protected_shares(pd.Series([11, 12]), pd.Series([39, 41]), RULES)

    assert table["rate"].tolist() == [0.25, 0.25]
    assert table["low95"].iloc[0] == table["low95"].iloc[1]


def test_a_share_that_few_cases_make_is_missing_with_its_counts():
    found = pd.Series([4, 12], index=["x", "y"])

    table = protected_shares(found, pd.Series([90, 14], index=["x", "y"]), RULES)

    assert table["rate"].isna().all()
    assert pd.isna(table.loc["x", "found"])
    assert table.loc["x", "of"] == 90


def test_without_rows_there_is_no_share():
    empty = pd.Series([], dtype="int64")

    assert len(protected_shares(empty, empty, RULES)) == 0
