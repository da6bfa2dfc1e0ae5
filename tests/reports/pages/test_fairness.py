"""The page on groups: every characteristic and pair, nothing for tiny groups, bias in its lead."""

from reports.pages import fairness
from tests.made_up_disclosure import RULES
from tests.reports.made_up import evidence


def test_every_characteristic_and_pair_has_its_table():
    page = fairness.page(evidence(), RULES)

    headings = [section.heading for section in page.sections]
    assert headings[:2] == ["Differences beyond chance", "Beyond what the record explains"]
    assert "Sex and ethnic group" in headings
    assert "Region" in headings


def test_a_group_has_its_calibration_beside_its_shares():
    page = fairness.page(evidence(), RULES)

    table = page.sections[2].tables[0]
    assert table.columns[-1] == "Mean chance less what audits found (95 % range)"
    assert [row[0] for row in table.rows] == ["Female", "Male"]
    assert "points (" in table.rows[1][-1]


def test_a_planted_bias_is_named_and_without_one_nothing_is():
    biased = fairness.page(evidence(n=12000, audited=0.25, bias=1.2), RULES)
    fair = fairness.page(evidence(n=12000, audited=0.25), RULES)

    assert "Ethnic group: black" in biased.lead
    assert "no group is rated too low beyond what the record explains" in fair.lead


def test_minority_ethnic_groups_are_compared_together_too():
    made = evidence(n=12000, audited=0.25, bias=1.2)

    rows = fairness.page(made, RULES).sections[1].tables[0].rows

    after_holm = {row[0]: row[2] for row in rows}
    assert after_holm["Ethnic group: minority groups together"] == "differs"


def test_without_audits_groups_cannot_be_compared():
    page = fairness.page(evidence(audited=0.0), RULES)

    assert page.lead == "Too few audits to compare groups."
