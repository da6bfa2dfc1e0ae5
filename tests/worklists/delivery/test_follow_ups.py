"""What teams promised, and what of it is still open."""

import dataclasses
from datetime import date

import pandas as pd
import pytest

from tests.worklists.made_up import a_list, an_urgent_list
from tests.worklists.returns.made_up import made_decision
from worklists.delivery.follow_ups import FollowUpRecords, follow_ups, with_follow_ups

TODAY = date(2026, 11, 30)
ASSESSMENTS = pd.DataFrame(
    {
        "assessment_id": ["A1", "A2", "A3"],
        "person_id": ["P1", "P2", "P3"],
        "assessment_date": pd.to_datetime(["2026-05-01"] * 3),
        "lao_status": ["unrestricted", "unrestricted", "restricted"],
    }
)


def _promise(case="A1", **facts):
    plain = {"next_action": "Chase an enquiry", "follow_up_date": "2026-12-04"}
    plain |= {"decision_id": f"D-{case}", "unit_id": "N01", "decided_at": "2026-11-16"}
    return made_decision(facts.pop("case_key", case), **(plain | facts))


def _open(*decisions, **facts):
    records = FollowUpRecords(
        decisions=decisions,
        assessments=ASSESSMENTS,
        references={"A1": "X1", "A2": "X2", "A3": "X3"},
        today=TODAY,
        weeks=4,
    )
    return follow_ups(dataclasses.replace(records, **facts)).get("N01", [])


def test_overdue_promises_come_first_and_those_without_a_day_last():
    found = _open(
        _promise("A1", follow_up_date=""),
        _promise("A2", follow_up_date="2026-12-07"),
        _promise("A3", follow_up_date="2026-11-27"),
    )

    assert [(one.case_reference, one.when) for one in found] == [
        ("X3", "Overdue since 27 November 2026"),
        ("X2", "By 7 December 2026"),
        ("X1", "No date given"),
    ]


def test_a_promise_says_what_by_when_and_who_said_so():
    (found,) = _open(_promise(decided_by="SPO-7"))

    assert found.what == "Chase an enquiry. Level confirmed"
    assert (found.promised_by, found.promised_on) == ("SPO-7", date(2026, 11, 16))


def test_of_a_restricted_case_only_reference_day_and_who_are_said():
    (found,) = _open(_promise("A3"))

    assert found.what == "Restricted access: see the case record"
    assert (found.action, found.outcome) == ("", "")


@pytest.mark.parametrize(
    "facts",
    [
        {"next_action": "None", "follow_up_date": ""},
        {"next_action": "", "follow_up_date": ""},
        {"case_key": "A9"},
    ],
)
def test_an_answer_without_a_promise_and_a_case_of_no_list_are_left_out(facts):
    assert _open(_promise(**facts)) == []


def test_a_promise_ends_when_it_is_answered_again():
    again = _promise(decision_id="D-2", supersedes="D-A1", next_action="None", follow_up_date="")

    assert _open(_promise(), again) == []


def test_a_promise_ends_with_a_later_assessment_of_the_person():
    later = ASSESSMENTS.assign(assessment_date=pd.Timestamp("2026-11-20"))

    assert _open(_promise(), assessments=later) == []


@pytest.mark.parametrize(("day", "open_"), [("2026-11-02", 1), ("2026-11-01", 0)])
def test_a_promise_ends_some_weeks_after_its_day(day, open_):
    assert len(_open(_promise(follow_up_date=day))) == open_


def test_promises_go_with_the_ranked_list_of_their_team_and_with_no_other():
    ranked, urgent = a_list(1, unit_id="N01"), an_urgent_list(1, unit_id="N01")
    other = a_list(1, unit_id="N02", list_id="L2")
    records = FollowUpRecords([_promise()], ASSESSMENTS, {"A1": "X1"}, TODAY, 4)

    lists = with_follow_ups([urgent, ranked, other], records)

    assert [len(one.follow_ups) for one in lists] == [0, 1, 0]
