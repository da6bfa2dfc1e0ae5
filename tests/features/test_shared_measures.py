"""What counts as abuse, or as contact with children: seen through the features that share it."""

import math

import pytest

OPEN = {"start_date": "2025-01-01"}
POLICE = {"enquiry_type": "police_intelligence", "requested_date": "2026-01-10"}
CLOSED = OPEN | {"end_date": "2025-06-01"}


@pytest.mark.parametrize(
    ("code", "feature"),
    [
        ("ADVP", "domestic_abuse_register"),
        ("REG30", "domestic_abuse_register"),
        ("SPO", "stalking_register"),
        ("RCPR", "child_register"),
        ("RCCO", "child_register"),
    ],
)
def test_a_register_counts_while_its_entry_is_open(value_of, code, feature):
    def registered(entry, code=code):
        return value_of(feature, registrations=[entry | {"register_code": code}])

    assert registered(OPEN) == 1
    assert registered(CLOSED) == 0
    assert registered(OPEN, code="other") == 0


@pytest.mark.parametrize(
    "tables",
    [
        {"registrations": [CLOSED | {"register_code": "ADVP"}]},
        {"registrations": [CLOSED | {"register_code": "REG30"}]},
        {"offences": [{"conviction_date": "2020-01-01", "domestic_related": True}]},
        {"assessment": {"screening_flags": ["domestic_abuse"]}},
        {"assessment": {"screening_flags": ["domestic_abuse_current"]}},
        {"assessment": {"screening_flags": ["domestic_abuse_previous"]}},
    ],
    ids=["closed register", "REG30", "conviction", "screening", "current", "previous"],
)
def test_any_one_of_register_conviction_and_screening_is_evidence_of_abuse(value_of, tables):
    assert value_of("domestic_abuse_evidence", **tables) >= 1


def test_screening_that_ticks_nothing_says_no_and_a_blank_form_says_nothing(value_of):
    answered = {"screening_dont_know_count": 0}

    assert value_of("domestic_abuse_evidence", answered) == 0
    assert math.isnan(value_of("domestic_abuse_evidence"))


@pytest.mark.parametrize(
    "tables",
    [
        {"registrations": [OPEN | {"register_code": "RCPR"}]},
        {"offences": [{"conviction_date": "2020-01-01", "offence_group": "sexual_child"}]},
        {"offences": [{"conviction_date": "2020-01-01", "offence_group": "child_other"}]},
        {"assessment": {"child_contact_potential": True}},
    ],
    ids=["register", "sexual offence", "other offence", "possible contact"],
)
def test_any_one_of_register_conviction_and_contact_calls_for_a_child_check(value_of, tables):
    assert value_of("child_enquiry_missing_when_needed", **tables, enquiries=[POLICE]) == 1


def test_without_a_sign_of_children_no_child_check_was_missing(value_of):
    no_contact = {"child_contact_potential": False}

    assert value_of("child_enquiry_missing_when_needed", no_contact, enquiries=[POLICE]) == 0


@pytest.mark.parametrize(
    ("outcome", "share"),
    [("complied", 1), ("attended_not_complied", 1), ("acceptable_absence", None)],
)
def test_an_appointment_was_attended_whether_or_not_it_was_complied_with(value_of, outcome, share):
    visit = {"contact_group": "office", "contact_date": "2026-02-20"}

    value = value_of("in_person_share_12w", contacts=[visit | {"appointment_outcome": outcome}])

    assert math.isnan(value) if share is None else value == share
