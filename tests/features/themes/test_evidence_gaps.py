import math

import pytest

ABUSE = {"register_code": "ADVP", "start_date": "2025-01-01", "known_at": "2025-01-02"}
CHECK = {"enquiry_type": "domestic_abuse_police", "requested_date": "2026-01-12"}
ANSWERED = CHECK | {"response_date": "2026-02-10", "outcome": "nothing_known"}
NAME = "da_enquiry_missing_when_needed"


@pytest.fixture
def gap(value_of):
    def value(name, *, registered=(ABUSE,), enquiries=()):
        return value_of(name, registrations=registered, enquiries=[CHECK | e for e in enquiries])

    return value


def test_a_check_that_abuse_on_record_calls_for_and_nobody_asked_is_missing(value_of):
    asked_of_others = [{"enquiry_type": "previous_convictions", "requested_date": "2026-01-01"}]

    assert value_of(NAME, registrations=[ABUSE], enquiries=asked_of_others) == 1


def test_a_check_that_was_asked_is_not_missing(gap):
    assert gap(NAME, enquiries=[CHECK]) == 0


def test_a_check_asked_but_recorded_after_signature_is_missing(gap):
    assert gap(NAME, enquiries=[{"known_at": "2026-03-02"}]) == 1


def test_no_check_is_missing_where_nothing_calls_for_it(value_of):
    weapons = ABUSE | {"register_code": "WEAP"}

    assert value_of(NAME, registrations=[weapons], enquiries=[CHECK]) == 0


def test_without_a_table_of_enquiries_nothing_is_said(value_of):
    assert math.isnan(value_of(NAME, registrations=[ABUSE]))


def test_a_reply_after_signature_leaves_the_check_unanswered(gap):
    late = ANSWERED | {"response_date": "2026-03-05"}

    assert gap("da_enquiry_unanswered_when_needed", enquiries=[late]) == 1
    assert gap("da_enquiry_unanswered_when_needed", enquiries=[ANSWERED]) == 0


def test_the_outcome_of_a_late_reply_is_not_known(gap):
    late = {"response_date": "2026-03-05", "outcome": "information_held"}
    in_time = {"response_date": "2026-02-05", "outcome": "information_held"}

    assert gap("replies_with_information", enquiries=[late]) == 0
    assert gap("replies_with_information", enquiries=[in_time]) == 1


def test_days_without_a_reply_count_from_the_request_longest_open(gap):
    open_since = [{"requested_date": "2026-01-30"}, {"requested_date": "2026-02-19"}]

    assert gap("enquiry_unanswered_days", enquiries=open_since) == 30
    assert gap("enquiry_unanswered_days", enquiries=[ANSWERED]) == 0


def test_a_safeguarding_check_is_needed_where_contact_with_children_is_possible(value_of):
    name = "child_enquiry_missing_when_needed"

    assert value_of(name, {"child_contact_potential": True}, enquiries=[CHECK]) == 1
    assert value_of(name, {"child_contact_potential": False}, enquiries=[CHECK]) == 0
