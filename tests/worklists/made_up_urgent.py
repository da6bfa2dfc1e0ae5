"""Made-up records of one person for the urgent rules."""

import datetime as dt

import pandas as pd

from contracts.levels import Scale
from contracts.source import Source

SOURCE = Source(
    name="toy",
    title="Toy",
    about="",
    scale=Scale(("low", "medium", "high", "very_high"), high_from="high"),
    run_date=dt.date(2026, 11, 16),
)
A1 = {
    "assessment_id": "A1",
    "person_id": "P1",
    "unit_id": "N01",
    "assessment_date": "2026-10-05",
    "assigned_rosh": "medium",
    "release_date": "2026-11-07",
    "lao_status": "unrestricted",
    "rosh_children_community": "low",
    "rosh_known_adult_community": "low",
}
CONTACT = {"person_id": "P1", "contact_group": "office", "contact_date": "2026-11-10"}
CONTACT |= {"appointment_outcome": "complied", "enforcement_action": "none", "known_at": None}
ENQUIRY = {"person_id": "P1", "enquiry_type": "child_safeguarding", "outcome": "information_held"}
ENQUIRY |= {"requested_date": "2026-09-01", "response_date": "2026-11-10"}
WARRANT = {"person_id": "P1", "register_code": "WRSM", "start_date": "2026-11-09"}
DATES = ("assessment_date", "release_date", "contact_date", "requested_date", "response_date")


def checked_table(*rows):
    """Rows as a checked table; known on the day they are dated, unless they say otherwise."""
    frame = pd.DataFrame(rows)
    for dated in {"contact_date", "requested_date", "start_date"} & set(frame):
        frame["known_at"] = frame.get("known_at", frame[dated]).fillna(frame[dated])
    for column in {*DATES, "start_date", "end_date", "known_at"} & set(frame):
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[us]")
    return frame
