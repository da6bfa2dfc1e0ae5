"""Contacts by phone or video count for the team that has the person at the time."""

import pandas as pd
import pytest

from reports.estimation.remote_contacts import remote_shares

SIGNED = pd.DataFrame(
    {
        "person_id": ["P1", "P1", "P2"],
        "unit_id": ["N01", "N02", "N02"],
        "assessment_date": pd.to_datetime(["2026-01-10", "2026-03-01", "2026-02-01"]),
    }
)


def _contacts(*rows):
    table = pd.DataFrame(rows, columns=["person_id", "contact_date", "contact_group"])
    return table.assign(contact_date=pd.to_datetime(table["contact_date"]))


def test_a_contact_counts_for_the_team_that_last_assessed_the_person():
    contacts = _contacts(
        ("P1", "2026-02-05", "phone"),
        ("P1", "2026-02-06", "office"),
        ("P1", "2026-03-05", "video"),
        ("P2", "2026-03-06", "home_visit"),
    )

    shares = remote_shares(contacts, SIGNED).set_index(["unit_id", "month"])["remote_share"]

    assert shares[("N01", pd.Timestamp("2026-02-01"))] == pytest.approx(0.5)
    assert shares[("N02", pd.Timestamp("2026-03-01"))] == pytest.approx(0.5)


def test_a_contact_before_the_first_assessment_counts_for_the_team_that_made_it():
    shares = remote_shares(_contacts(("P2", "2026-01-02", "phone")), SIGNED)

    assert shares.to_dict("list")["unit_id"] == ["N02"]


def test_contacts_without_the_person_do_not_count():
    contacts = _contacts(("P1", "2026-02-05", "police"), ("P1", "2026-02-05", "oversight"))

    assert remote_shares(contacts, SIGNED).empty
