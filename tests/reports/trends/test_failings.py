"""Failings are counted by year, and again where they come back to a team."""

from reports.trends.failings import failings
from tests.made_up_disclosure import CONTROL
from tests.reports.trends.made_up import audits


def test_codes_are_named_and_counted_once_an_audit():
    codes, agencies, _ = failings(audits(), CONTROL)

    assert codes.figure_table().rows[0][:3] == (
        "F01 Domestic abuse enquiry not made, 2025",
        "100",
        "20",
    )
    assert agencies.figure_table().rows[0][0] == "Police, 2025"


def test_recurrence_is_of_all_teams_together_and_names_none():
    recurrence = failings(audits(), CONTROL)[2]

    assert recurrence.rows[["year"]].to_numpy().tolist() == [[2025]]
    assert "N01" not in str(recurrence.figure_table())
