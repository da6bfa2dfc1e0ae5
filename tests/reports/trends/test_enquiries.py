"""Enquiries: one that is not due for a reply yet is not unanswered."""

import pandas as pd

from reports.trends.enquiries import enquiries, gaps
from tests.made_up_disclosure import CONTROL

DAY = pd.Timestamp("2026-01-01")


def made(n=60):
    replies = [DAY + pd.Timedelta(days=10 if k % 2 else 40) if k % 3 else pd.NaT for k in range(n)]
    rows = pd.DataFrame(
        {"enquiry_type": "police_intelligence", "requested_date": DAY, "response_date": replies}
    )
    late = pd.DataFrame(
        {
            "enquiry_type": "police_intelligence",
            "requested_date": DAY + pd.Timedelta(days=60),
            "response_date": [pd.NaT] * 40,
        }
    )
    return pd.concat([rows, late], ignore_index=True)


def test_answered_and_late_are_shares_of_those_due():
    answered, late = enquiries(made(), CONTROL)

    assert answered.figure_table().rows == (
        ("Police intelligence, 2026", "60", "40", "67 % (54 to 77)"),
    )
    assert late.figure_table().rows == (("2026", "40", "20", "50 % (35 to 65)"),)


def test_no_enquiries_no_tables():
    assert enquiries(pd.DataFrame(), CONTROL) == []


def test_gaps_are_shares_of_ratings():
    features = pd.DataFrame(
        {"year": [2026] * 60, "da_enquiry_missing_when_needed": [True] * 20 + [False] * 40}
    )

    (table,) = gaps(features, CONTROL)

    assert table.figure_table().rows[0][1:] == ("60", "20", "33 % (23 to 46)")
