"""Shares of the differences; no key of an assessor and no figure of one in anything written."""

import pandas as pd

from reports.estimation.variance_shares import VarianceShare
from reports.page import render
from reports.pages import variance_shares
from tests.made_up_disclosure import RULES
from tests.reports.made_up import SOURCE, evidence


def _inputs():
    made = evidence(audited=0.6)
    rows = made.cases.dropna(subset=["audited"])
    audits = pd.DataFrame(
        {
            "audit_id": [f"U{k}" for k in range(len(rows))],
            "assessment_id": rows["assessment_id"].to_numpy(),
            "audited_rosh": rows["audited"].to_numpy(),
            "audit_completed_date": rows["assessment_date"].to_numpy(),
        }
    )
    teams = sorted(set(made.cases["unit_id"]))
    months = pd.DataFrame(
        {"unit_id": teams, "month": pd.Timestamp("2025-01-01"), "region_id": "R1"}
    )
    return evidence(
        audited=0.6, audits=audits, unit_months=months.assign(pdu_id=months.unit_id.str[:2])
    )


def test_four_shares_are_given_and_no_person_stands_anywhere():
    inputs = _inputs()

    page = variance_shares.page(variance_shares.found(inputs))

    assert [row[0] for row in page.sections[0].tables[0].rows] == [
        "Units",
        "Teams",
        "Assessors",
        "Cases and chance",
    ]
    text = render(page, SOURCE, RULES)
    assert not [key for key in set(inputs.cases["assessor_id"]) if key in text]


def test_without_audits_nobody_can_tell():
    assert variance_shares.page(variance_shares.found(evidence())).lead.startswith(
        "Nobody can tell"
    )


def test_the_lead_adds_teams_and_units_up():
    parts = {"unit": 0.02, "team": 0.1, "assessor": 0.2, "case": 0.68}
    shares = {name: VarianceShare(part, part / 2, part + 0.1) for name, part in parts.items()}

    assert variance_shares.page(shares).lead.endswith("teams and units for 12.0 %.")
