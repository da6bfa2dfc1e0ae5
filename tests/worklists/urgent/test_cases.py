"""Cases that do not wait for a list."""

import datetime as dt

import pandas as pd
import pytest

from contracts.levels import Scale
from contracts.source import Source
from worklists.urgent.cases import COLUMNS, RESTRICTED, urgent_cases
from worklists.urgent.rules import RULES

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


def _table(*rows):
    """Rows as a checked table; known on the day they are dated, unless they say otherwise."""
    frame = pd.DataFrame(rows)
    for dated in {"contact_date", "requested_date", "start_date"} & set(frame):
        frame["known_at"] = frame.get("known_at", frame[dated]).fillna(frame[dated])
    for column in {*DATES, "start_date", "end_date", "known_at"} & set(frame):
        frame[column] = pd.to_datetime(frame[column]).astype("datetime64[us]")
    return frame


def _found(source=SOURCE, case=None, **tables):
    given = {"assessments": _table(A1 | (case or {})), **tables}
    return urgent_cases(given, source, reference_key="demo")


def _rules_of(urgent):
    return urgent.cases["rule"].to_list()


def test_released_nine_days_ago_and_missing_is_found():
    missed = CONTACT | {"appointment_outcome": "unacceptable_absence"}

    urgent = _found(contacts=_table(missed))

    (case,) = urgent.cases.to_dict("records")
    assert list(urgent.cases) == COLUMNS
    assert case["rule"] == "released_and_missing"
    assert case["since"] == "2026-11-10"
    assert case["assigned"] == "medium"
    assert case["case_reference"].startswith("C-")
    assert "A1" not in case.values()


@pytest.mark.parametrize(
    ("contact", "case"),
    [
        ({"appointment_outcome": "complied"}, {}),
        ({"appointment_outcome": "unacceptable_absence"}, {"release_date": "2026-10-10"}),
        (
            {"appointment_outcome": "unacceptable_absence", "contact_date": "2026-11-01"},
            {},
        ),
    ],
)
def test_kept_appointments_old_releases_and_absences_before_release_are_not_urgent(contact, case):
    assert _rules_of(_found(contacts=_table(CONTACT | contact), case=case)) == []


def test_an_arrest_since_a_medium_rating_is_found_and_since_a_high_one_is_not():
    arrest = _table(CONTACT | {"contact_group": "arrest_or_charge"})

    assert _rules_of(_found(contacts=arrest)) == ["arrest_or_charge_since_rating"]
    assert _rules_of(_found(contacts=arrest, case={"assigned_rosh": "high"})) == []


def test_recall_considered_and_not_taken_needs_a_later_arrest_or_charge():
    considered = CONTACT | {"contact_group": "recall", "contact_date": "2026-11-02"}
    arrest = CONTACT | {"contact_group": "arrest_or_charge"}
    recalled = considered | {"enforcement_action": "recall"}
    high = {"assigned_rosh": "high"}

    assert _rules_of(_found(contacts=_table(considered), case=high)) == []
    assert _rules_of(_found(contacts=_table(recalled, arrest), case=high)) == []
    assert _rules_of(_found(contacts=_table(considered, arrest), case=high)) == [
        "recall_considered_not_taken"
    ]


def test_a_recall_taken_later_settles_one_that_was_considered():
    considered = CONTACT | {"contact_group": "recall", "contact_date": "2026-11-02"}
    arrest = CONTACT | {"contact_group": "arrest_or_charge"}
    taken = considered | {"contact_date": "2026-11-12", "enforcement_action": "recall"}

    found = _found(contacts=_table(considered, arrest, taken), case={"assigned_rosh": "high"})

    assert _rules_of(found) == []


def test_an_open_warrant_is_found_and_a_closed_one_is_not():
    closed = WARRANT | {"end_date": "2026-11-10"}

    assert _rules_of(_found(registrations=_table(WARRANT | {"end_date": None})))
    assert not _rules_of(_found(registrations=_table(closed)))


@pytest.mark.parametrize(
    ("kind", "cell", "rule"),
    [
        ("child_safeguarding", "rosh_children_community", "child_safeguarding_reply"),
        ("domestic_abuse_police", "rosh_known_adult_community", "domestic_abuse_reply"),
    ],
)
def test_a_reply_after_signing_is_found_where_nobody_is_rated_as_at_risk(kind, cell, rule):
    reply = _table(ENQUIRY | {"enquiry_type": kind})
    nothing = _table(ENQUIRY | {"outcome": "nothing_known"})

    assert _rules_of(_found(enquiries=reply)) == [rule]
    assert _rules_of(_found(enquiries=reply, case={cell: None})) == [rule]
    assert _rules_of(_found(enquiries=reply, case={cell: "medium"})) == []
    assert _rules_of(_found(enquiries=nothing)) == []


def test_what_is_not_known_by_the_run_date_is_not_used():
    later = CONTACT | {"contact_group": "arrest_or_charge", "known_at": "2026-11-17"}

    assert _rules_of(_found(contacts=_table(later))) == []


def test_what_has_been_known_for_longer_than_28_days_is_for_the_lists():
    earlier = CONTACT | {"contact_group": "arrest_or_charge", "contact_date": "2026-10-10"}

    assert _rules_of(_found(contacts=_table(earlier))) == []


def test_only_the_latest_assessment_of_a_person_counts():
    arrest = _table(CONTACT | {"contact_group": "arrest_or_charge"})
    newer = A1 | {"assessment_id": "A2", "assessment_date": "2026-11-12"}

    urgent = urgent_cases(
        {"assessments": _table(A1, newer), "contacts": arrest}, SOURCE, reference_key="demo"
    )

    assert _rules_of(urgent) == []


def test_a_restricted_case_is_shown_by_reference_only_and_once():
    missed = CONTACT | {"appointment_outcome": "unacceptable_absence"}
    arrest = CONTACT | {"contact_group": "arrest_or_charge"}

    urgent = _found(contacts=_table(missed, arrest), case={"lao_status": "restricted"})

    (case,) = urgent.cases.to_dict("records")
    assert case["sentence"] == RESTRICTED
    assert [case[name] for name in ("since", "assigned", "rule", "next_step")] == [""] * 4
    assert [one["cases"] for one in urgent.rules if one["cases"]] == [1, 1]


def test_cases_come_by_team_and_then_by_date():
    other = A1 | {"assessment_id": "A2", "person_id": "P2", "unit_id": "A09"}
    third = A1 | {"assessment_id": "A3", "person_id": "P3"}
    arrest = CONTACT | {"contact_group": "arrest_or_charge"}
    contacts = _table(
        arrest,
        arrest | {"person_id": "P2"},
        arrest | {"person_id": "P3", "contact_date": "2026-11-01"},
    )

    urgent = urgent_cases(
        {"assessments": _table(A1, other, third), "contacts": contacts},
        SOURCE,
        reference_key="demo",
    )

    assert urgent.cases["unit_id"].to_list() == ["A09", "N01", "N01"]
    assert urgent.cases["since"].to_list() == ["2026-11-10", "2026-11-01", "2026-11-10"]


def test_a_rule_whose_table_is_absent_is_said_not_to_be_applied():
    urgent = _found()

    assert urgent.cases.empty
    assert list(urgent.cases) == COLUMNS
    assert {one["name"]: one["applied"] for one in urgent.rules} == dict.fromkeys(
        (rule.name for rule in RULES), False
    )


def test_an_empty_table_finds_nothing_and_is_applied():
    empty = _table(CONTACT).head(0)

    urgent = _found(contacts=empty)

    assert urgent.cases.empty
    assert [one["applied"] for one in urgent.rules] == [True, True, True, False, False, False]
