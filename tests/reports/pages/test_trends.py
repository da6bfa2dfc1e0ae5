"""The page on trends: from records with dates to its lead, its picture and its tables."""

import pandas as pd

from reports.page import render
from reports.pages import trends
from reports.published import SharesTable
from tests.made_up_disclosure import CONTROL, RULES
from tests.reports.made_up import SOURCE, evidence


def _inputs():
    made = evidence()
    rows = made.cases.dropna(subset=["audited"])
    audits = pd.DataFrame(
        {
            "audit_id": [f"U{k}" for k in range(len(rows))],
            "assessment_id": rows["assessment_id"].to_numpy(),
            "audited_rosh": rows["audited"].to_numpy(),
            "audit_completed_date": rows["assessment_date"].to_numpy() + pd.Timedelta(days=180),
            "failing_codes": [["F01"]] * len(rows),
            "reviewer_certainty": "finely_balanced",
        }
    )
    return evidence(audits=audits)


def test_the_lead_says_the_first_and_the_last_year():
    inputs = _inputs()

    page = trends.page(trends.shares(inputs, CONTROL), inputs, RULES)

    assert page.lead.startswith("Audits raised ")
    assert " in 2025 and " in page.lead
    assert page.sections[0].drawing is not None
    assert render(page, SOURCE, RULES).count("<img") == 1
    assert [section.heading for section in page.sections][:3] == [
        "Ratings that audits changed",
        "Failings",
        "Quality and oversight",
    ]


def test_without_dated_audits_it_says_so():
    inputs = evidence()

    page = trends.page(trends.shares(inputs, CONTROL), inputs, RULES)

    assert page.lead == "Too few dated audits to say how they change from year to year."
    assert page.sections == []


def test_of_three_years_the_lead_names_the_first_and_the_last():
    rates = pd.DataFrame({"year": [2023, 2024, 2025], "rate": [0.1, 0.5, 0.2]})
    raised = SharesTable("raised_year", "", ("year",), rates, "", "", counts={})

    assert trends.lead({"changes": [raised]}) == (
        "Audits raised 10 % of the ratings they looked at in 2023 and 20 % in 2025."
    )
