"""Outlines say that they are no assessments, and carry what the figures found."""

from reports.documents.impact_assessments import data_protection, equality
from reports.page import ReportPage, Section
from tests.reports.made_up import evidence


def test_the_equality_outline_carries_what_the_fairness_page_found():
    fair = ReportPage("fairness", "T", "One group differs.", [Section("D", ("Sex: x.",))])

    page = equality(evidence(), fair)

    assert [section.heading for section in page.sections] == [
        "Characteristics on record",
        "What the figures say",
        "To be decided by the owner",
    ]
    assert page.sections[1].sentences == ("One group differs.", "Sex: x.")
    assert page.lead.startswith("An outline")


def test_the_data_protection_outline_leaves_the_owner_s_part_blank():
    page = data_protection(evidence())

    assert page.sections[-1].tables[0].rows[0] == ("Controller", "[to be filled in by the owner]")
