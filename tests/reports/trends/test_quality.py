"""Columns of the audit beside the level are read, where the source has them."""

from reports.trends.quality import quality
from tests.made_up_disclosure import CONTROL
from tests.reports.trends.made_up import audits


def test_yes_or_no_and_closed_lists_are_given_by_year():
    tables = {table.name: table for table in quality(audits(), CONTROL)}

    assert list(tables) == ["assessment_sufficient", "qa_grading"]
    assert tables["qa_grading"].figure_table().rows[1][0] == "2025, needs more work"
    assert tables["qa_grading"].figure_table().rows[1][3] == "50 % (40 to 60)"
