"""What the urgent rules find, and what is left to the lists."""

import pandas as pd
import pytest

from tests.worklists.made_up_urgent import A1, CONTACT, ENQUIRY, SOURCE, WARRANT, checked_table
from worklists.ranking.previous_round import DECISION_TYPES, no_decisions
from worklists.urgent.findings import find
from worklists.urgent.rules import RULES


def _found(source=SOURCE, case=None, decisions=None, **tables):
    tables = {"assessments": checked_table(A1 | (case or {})), **tables}
    return find(tables, source, no_decisions() if decisions is None else decisions)


def _rules_of(findings):
    return findings.rows["rule"].to_list()


def test_released_nine_days_ago_and_missing_is_found():
    missed = CONTACT | {"appointment_outcome": "unacceptable_absence"}

    found = _found(contacts=checked_table(missed))

    (case,) = found.rows.to_dict("records")
    assert case["rule"] == "released_and_missing"
    assert case["since"] == case["known_at"] == pd.Timestamp("2026-11-10")
    assert case["table"] == "contacts"


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
    assert _rules_of(_found(contacts=checked_table(CONTACT | contact), case=case)) == []


def test_an_arrest_since_a_medium_rating_is_found_and_since_a_high_one_is_not():
    arrest = checked_table(CONTACT | {"contact_group": "arrest_or_charge"})

    assert _rules_of(_found(contacts=arrest)) == ["arrest_or_charge_since_rating"]
    assert _rules_of(_found(contacts=arrest, case={"assigned_rosh": "high"})) == []


@pytest.mark.parametrize(
    ("breach_on", "considered_on", "is_found"),
    [
        ("2026-11-03", "2026-11-02", True),
        ("2026-10-20", "2026-11-02", True),  # recall is considered because of the breach
        ("2026-09-01", "2026-11-02", False),
        ("2026-09-02", "2026-09-01", False),  # both too long ago: for the lists
    ],
)
def test_recall_considered_and_not_taken_is_found_by_a_breach_without_an_arrest(
    breach_on, considered_on, is_found
):
    considered = CONTACT | {"contact_group": "recall", "contact_date": considered_on}
    breach = CONTACT | {"enforcement_action": "breach", "contact_date": breach_on}

    found = _found(contacts=checked_table(considered, breach), case={"assigned_rosh": "high"})

    assert _rules_of(found) == ["recall_considered_not_taken"] * is_found


def test_a_breach_recorded_with_the_recall_that_was_considered_counts():
    both = CONTACT | {"contact_group": "recall", "enforcement_action": "breach"}

    found = _found(contacts=checked_table(both), case={"assigned_rosh": "high"})

    assert _rules_of(found) == ["recall_considered_not_taken"]


def _decided(outcome, on, follow_up=None):
    row = {"assessment_id": "A1", "outcome": outcome, "decided_on": on, "follow_up_on": follow_up}
    return pd.DataFrame([row]).astype(DECISION_TYPES)


@pytest.mark.parametrize(
    ("outcome", "decided", "follow_up", "is_found"),
    [
        ("agree", "2026-11-09", None, True),  # before the arrest was recorded
        ("agree", "2026-11-10", None, False),
        ("regrade", "2026-11-12", None, False),
        ("more_info", "2026-11-12", "2026-11-20", False),
        ("more_info", "2026-11-12", "2026-11-14", True),
        ("more_info", "2026-11-10", None, False),
        ("more_info", "2026-11-09", "2026-12-01", True),
    ],
)
def test_what_a_team_has_answered_is_not_asked_again(outcome, decided, follow_up, is_found):
    arrest = checked_table(CONTACT | {"contact_group": "arrest_or_charge"})

    found = _found(contacts=arrest, decisions=_decided(outcome, decided, follow_up))

    assert _rules_of(found) == ["arrest_or_charge_since_rating"] * is_found
    assert sum(rule["cases"] for rule in found.rules) == is_found


def test_recall_considered_and_not_taken_needs_a_breach_or_a_later_arrest_or_charge():
    considered = CONTACT | {"contact_group": "recall", "contact_date": "2026-11-02"}
    arrest = CONTACT | {"contact_group": "arrest_or_charge"}
    recalled = considered | {"enforcement_action": "recall"}
    high = {"assigned_rosh": "high"}

    assert _rules_of(_found(contacts=checked_table(considered), case=high)) == []
    assert _rules_of(_found(contacts=checked_table(recalled, arrest), case=high)) == []
    assert _rules_of(_found(contacts=checked_table(considered, arrest), case=high)) == [
        "recall_considered_not_taken"
    ]


def test_a_recall_taken_later_settles_one_that_was_considered():
    considered = CONTACT | {"contact_group": "recall", "contact_date": "2026-11-02"}
    arrest = CONTACT | {"contact_group": "arrest_or_charge"}
    taken = considered | {"contact_date": "2026-11-12", "enforcement_action": "recall"}

    found = _found(
        contacts=checked_table(considered, arrest, taken), case={"assigned_rosh": "high"}
    )

    assert _rules_of(found) == []


def test_an_open_warrant_is_found_and_a_closed_one_is_not():
    closed = WARRANT | {"end_date": "2026-11-10"}

    assert _rules_of(_found(registrations=checked_table(WARRANT | {"end_date": None})))
    assert not _rules_of(_found(registrations=checked_table(closed)))


@pytest.mark.parametrize(
    ("kind", "cell", "rule"),
    [
        ("child_safeguarding", "rosh_children_community", "child_safeguarding_reply"),
        ("domestic_abuse_police", "rosh_known_adult_community", "domestic_abuse_reply"),
    ],
)
def test_a_reply_after_signing_is_found_where_nobody_is_rated_as_at_risk(kind, cell, rule):
    reply = checked_table(ENQUIRY | {"enquiry_type": kind})
    nothing = checked_table(ENQUIRY | {"outcome": "nothing_known"})

    assert _rules_of(_found(enquiries=reply)) == [rule]
    assert _rules_of(_found(enquiries=reply, case={cell: None})) == [rule]
    assert _rules_of(_found(enquiries=reply, case={cell: "medium"})) == []
    assert _rules_of(_found(enquiries=nothing)) == []


def test_what_is_not_known_by_the_run_date_is_not_used():
    later = CONTACT | {"contact_group": "arrest_or_charge", "known_at": "2026-11-17"}

    assert _rules_of(_found(contacts=checked_table(later))) == []


def test_what_has_been_known_for_longer_than_28_days_is_for_the_lists():
    earlier = CONTACT | {"contact_group": "arrest_or_charge", "contact_date": "2026-10-10"}

    assert _rules_of(_found(contacts=checked_table(earlier))) == []


def test_only_the_latest_assessment_of_a_person_counts():
    arrest = checked_table(CONTACT | {"contact_group": "arrest_or_charge"})
    newer = A1 | {"assessment_id": "A2", "assessment_date": "2026-11-12"}

    found = find(
        {"assessments": checked_table(A1, newer), "contacts": arrest}, SOURCE, no_decisions()
    )

    assert _rules_of(found) == []


def test_a_rule_whose_table_is_absent_is_said_not_to_be_applied():
    found = _found()

    assert found.rows.empty
    assert {one["name"]: one["applied"] for one in found.rules} == dict.fromkeys(
        (rule.name for rule in RULES), False
    )


def test_an_empty_table_finds_nothing_and_is_applied():
    empty = checked_table(CONTACT).head(0)

    found = _found(contacts=empty)

    assert found.rows.empty
    assert [one["applied"] for one in found.rules] == [True, True, True, False, False, False]
