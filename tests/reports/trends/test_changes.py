"""Raised stands beside lowered, by year and region."""

from reports.trends.changes import changes
from tests.made_up_disclosure import CONTROL
from tests.reports.trends.made_up import audits


def test_raised_and_lowered_are_given_by_year_and_region():
    tables = {table.name: table for table in changes(audits(), CONTROL)}

    assert list(tables) == ["raised_year", "raised_region", "lowered_year", "lowered_region"]
    assert tables["raised_year"].figure_table().rows[0] == ("2025", "100", "25", "25 % (18 to 34)")
    assert tables["lowered_region"].figure_table().rows[0][0] == "2025, R1"
