import math

import pytest


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("court_report_oral_or_fast", {"court_report_type": "oral"}, 1),
        ("court_report_oral_or_fast", {"court_report_type": "standard"}, 0),
        ("court_report_oral_or_fast", {"purpose": "review"}, 0),
        ("court_report", {"purpose": "court_report"}, 1),
        ("made_at_start_of_licence", {"purpose": "start_licence"}, 1),
        ("made_at_transfer_or_termination", {"purpose": "transfer"}, 1),
        ("made_after_a_change", {"purpose": "risk_review"}, 1),
        ("days_initiated_to_signed", {"initiated_date": "2026-02-26"}, 3),
        ("interview_in_person", {"interview_mode": "phone"}, 0),
        ("no_interview", {"interview_mode": "none"}, 1),
        ("layer1_only", {"assessment_type": "layer1"}, 1),
        ("locked_incomplete", {"assessment_status": "locked_incomplete"}, 1),
        ("assessment_age_weeks", {}, 0),
        ("first_assessment", {}, 1),
    ],
)
def test_how_it_was_made_is_read_off_the_assessment(value_of, name, given, value):
    assert value_of(name, given) == value


@pytest.mark.parametrize(
    "name", ["court_report", "days_initiated_to_signed", "interview_in_person", "layer1_only"]
)
def test_a_blank_is_not_a_no(value_of, name):
    assert math.isnan(value_of(name))


def test_a_level_that_never_changed_is_counted_over_its_earlier_ratings(feature_of, record):
    now = record()["assessments"][0]
    days = ("2024-01-01", "2025-01-01")
    before = [now | {"assessment_id": day, "assessment_date": day} for day in days]
    other = before[0] | {"assigned_rosh": "high"}

    assert feature_of("same_level_carried_on", {"assessments": [now, *before]}) == 2
    assert feature_of("same_level_carried_on", {"assessments": [now, other, before[1]]}) == 0


def test_an_enquiry_open_at_signature_was_not_waited_for(value_of):
    name = "signed_before_replies_received"
    asked = {"enquiry_type": "child_safeguarding", "requested_date": "2026-02-01"}

    assert value_of(name, enquiries=[asked]) == 1
    assert value_of(name, enquiries=[asked | {"response_date": "2026-02-20"}]) == 0
    assert value_of(name, enquiries=[asked | {"requested_date": "2025-06-01"}]) == 0
