import math

import pytest

SIGNED = {"assessment_id": "A1", "person_id": "P1", "unit_id": "U1", "assigned_rosh": "medium"}
NOW = SIGNED | {"assessment_date": "2026-03-01"}
EARLIER = SIGNED | {"assessment_id": "A0", "assessment_date": "2021-05-01", "assigned_rosh": "high"}
GAP = "highest_previous_rosh_minus_assigned"


@pytest.fixture
def history(feature_of):
    def value(name, *others, **tables):
        return feature_of(name, {"assessments": [NOW, *others]} | tables)

    return value


def test_an_earlier_higher_rating_stands_above_this_one(history):
    assert history(GAP, EARLIER) == 1
    assert history("earlier_high_ratings", EARLIER) == 1


def test_a_later_rating_is_not_history(history):
    later = EARLIER | {"assessment_date": "2026-04-01"}

    assert math.isnan(history(GAP, later))
    assert history("earlier_ratings_count", later) == 0


def test_a_rating_signed_on_the_same_day_is_not_history(history):
    assert history("earlier_ratings_count", EARLIER | {"assessment_date": "2026-03-01"}) == 0


def test_another_persons_rating_is_not_history(history):
    assert history("earlier_ratings_count", EARLIER | {"person_id": "P2"}) == 0


def test_the_rating_before_is_the_latest_of_the_earlier_ones(history):
    lowest = EARLIER | {"assessment_id": "A9", "assessment_date": "2025-01-01"}

    value = history("previous_rosh_minus_assigned", EARLIER, lowest | {"assigned_rosh": "low"})

    assert value == -1


def test_a_register_entry_that_the_rating_itself_wrote_is_refused(value_of):
    copy = {"register_code": "RVHR", "start_date": "2026-03-01", "known_at": "2026-03-01"}
    before = {"register_code": "RVHR", "start_date": "2025-03-01", "known_at": "2025-03-01"}

    assert value_of("registered_high_before", registrations=[copy]) == 0
    assert value_of("registered_high_before", registrations=[before]) == 1


def test_the_end_that_a_new_rating_sets_to_an_old_entry_is_refused(value_of):
    high = {"register_code": "RHRH", "start_date": "2024-01-01", "known_at": "2024-01-01"}
    name = "deregistered_high_or_da_flags"

    assert value_of(name, registrations=[high | {"end_date": "2026-03-01"}]) == 0
    assert value_of(name, registrations=[high | {"end_date": "2025-06-01"}]) == 1


def test_a_declaration_that_the_record_contradicts_is_told(value_of):
    before = {"register_code": "RHRH", "start_date": "2024-01-01", "known_at": "2024-01-01"}
    name = "declared_no_previous_high_but_record_says_high"

    assert value_of(name, {"declared_previous_high": False}, registrations=[before]) == 1
    assert value_of(name, {"declared_previous_high": True}, registrations=[before]) == 0
    assert math.isnan(value_of(name, registrations=[before]))


def test_a_register_entry_on_a_serious_further_offence_review_is_never_read(features_of, record):
    name = "deregistered_high_or_da_flags"
    closed = {"start_date": "2024-01-01", "end_date": "2025-01-01", "register_code": "ASFO"}

    with_it = features_of(record(registrations=[closed]))
    without = features_of(record(registrations=[closed | {"known_at": "2027-01-01"}]))

    assert with_it.loc["A1", name] == 0
    assert with_it.equals(without)
