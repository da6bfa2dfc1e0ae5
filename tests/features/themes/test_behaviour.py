import math

import pytest

ARREST = {"contact_group": "arrest_or_charge", "contact_date": "2026-01-20"}
MISSED = {"contact_group": "office", "contact_date": "2026-02-20"} | {
    "appointment_outcome": "unacceptable_absence",
    "known_at": "2026-02-21",
}
KEPT = MISSED | {"appointment_outcome": "complied"}


def test_missed_appointments_count_for_twelve_weeks(value_of):
    before = MISSED | {"contact_date": "2025-12-07", "known_at": "2025-12-08"}
    first_day = MISSED | {"contact_date": "2025-12-08", "known_at": "2025-12-08"}

    assert value_of("missed_appointments_12w", contacts=[MISSED, before, first_day]) == 2


def test_an_appointment_entered_ahead_has_not_happened_yet(value_of):
    ahead = MISSED | {"contact_date": "2026-03-10", "known_at": "2026-02-01"}

    assert value_of("missed_appointments_12w", contacts=[ahead]) == 0


def test_the_share_missed_is_of_appointments_kept_or_missed(value_of):
    excused = MISSED | {"appointment_outcome": "acceptable_absence"}
    log = [MISSED, KEPT, KEPT, KEPT, excused]

    assert value_of("missed_share_12w", contacts=log) == 0.25
    assert math.isnan(value_of("missed_share_12w", {"contact_suspended": True}, contacts=log))


def test_absences_since_release_need_a_release(value_of):
    name = "unacceptable_absences_since_release"

    assert value_of(name, {"release_date": "2026-02-10"}, contacts=[MISSED]) == 1
    assert value_of(name, {"release_date": "2026-02-25"}, contacts=[MISSED]) == 0
    assert math.isnan(value_of(name, contacts=[MISSED]))


@pytest.mark.parametrize(("action", "value"), [("nfa", 1), ("withdrawn", 1), ("warning1", 0)])
def test_enforcement_let_go_is_counted(value_of, action, value):
    row = MISSED | {"enforcement_action": action}

    assert value_of("enforcement_withdrawn_or_nfa_count", contacts=[row]) == value


def test_recall_considered_and_taken_is_not_counted(value_of):
    recall = {"contact_group": "recall", "contact_date": "2024-01-01"}
    name = "recall_considered_not_taken"

    assert value_of(name, contacts=[recall]) == 1
    assert value_of(name, contacts=[recall | {"enforcement_action": "recall"}]) == 0


def test_an_arrest_counts_only_since_the_assessment_before(feature_of, record):
    tables = record(contacts=[ARREST])
    name = "arrest_or_charge_since_last_assessment"
    before = tables["assessments"][0] | {"assessment_id": "A0"}

    assert feature_of(name, tables) == 1
    for day, value in (("2026-01-10", 1), ("2026-02-10", 0)):
        earlier = before | {"assessment_date": day}
        rows = [*tables["assessments"], earlier]
        assert feature_of(name, tables | {"assessments": rows}) == value


def test_an_arrest_followed_by_a_risk_review_was_looked_at(value_of):
    review = {"contact_group": "risk_review", "contact_date": "2026-01-25"}
    name = "significant_event_without_review"

    assert value_of(name, contacts=[ARREST]) == 1
    assert value_of(name, contacts=[ARREST, review]) == 0


def test_a_release_nine_days_before_is_recent_and_one_still_planned_is_not(value_of):
    nine_days = {"release_date": "2026-02-20"}
    planned = {"release_date": "2026-04-01"}

    assert value_of("released_within_28_days", nine_days) == 1
    assert value_of("days_since_release", nine_days) == 9
    assert value_of("released_within_28_days", planned) == 0
    assert math.isnan(value_of("days_since_release", planned))
