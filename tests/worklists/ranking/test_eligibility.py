"""Which assessments may be listed, and why the others may not."""

import pandas as pd
import pytest

from worklists.ranking.eligibility import ListRecords, eligibility, is_early_licence

DAY = pd.Timestamp("2026-11-16")


def _records(
    rows, *, assigned="medium", scored=None, audits=(), decisions=(), day=DAY, fully_audited=False
):
    """Rows are assessment, person, date and release date."""
    columns = ["assessment_id", "person_id", "assessment_date", "release_date"]
    assessments = pd.DataFrame(rows, columns=columns).assign(unit_id="N01", assigned_rosh=assigned)
    for name in columns[2:]:
        assessments[name] = pd.to_datetime(assessments[name])
    scored = [row[0] for row in rows] if scored is None else scored
    audited = pd.DataFrame(
        audits, columns=["assessment_id", "audit_selected_date", "audit_completed_date"]
    )
    decided = pd.DataFrame(
        decisions, columns=["assessment_id", "outcome", "decided_on", "follow_up_on"]
    )
    for frame in (audited, decided):
        for name in frame.columns[frame.columns.str.contains("date|_on")]:
            frame[name] = pd.to_datetime(frame[name])
    return ListRecords(
        scores=pd.DataFrame({"assessment_id": scored, "priority": [0.5] * len(scored)}),
        assessments=assessments,
        audits=audited,
        decisions=decided,
        run_date=day,
        fully_audited=fully_audited,
        raisable=("low", "medium", "high"),
    )


def _reasons(records, cadence="weekly"):
    table = eligibility(records, cadence=cadence, review_weeks=4)
    return dict(zip(table["assessment_id"], table["standing"], strict=True))


ONE = ("A1", "P1", "2026-10-01", None)


def test_an_assessment_in_scope_may_be_listed():
    assert _reasons(_records([ONE])) == {"A1": "eligible"}


def test_only_the_latest_assessment_of_a_person_may_be_listed():
    rows = [ONE, ("A2", "P1", "2026-11-01", None), ("A3", "P2", "2026-01-01", None)]

    assert _reasons(_records(rows)) == {"A1": "superseded", "A2": "eligible", "A3": "eligible"}


def test_an_assessment_after_the_day_of_the_list_is_not_there_yet():
    rows = [ONE, ("A2", "P1", "2026-11-17", None)]

    assert _reasons(_records(rows, scored=["A1"])) == {"A1": "eligible"}


def test_an_audit_keeps_a_case_off_once_it_is_complete_and_holds_it_while_it_is_not():
    rows = [(f"A{i}", f"P{i}", "2026-10-01", None) for i in range(3)]
    audits = [("A0", "2026-11-01", "2026-11-16"), ("A1", "2026-11-01", "2026-11-20")]
    audits.append(("A2", "2026-11-17", "2026-11-20"))

    assert _reasons(_records(rows, audits=audits)) == {
        "A0": "audited",
        "A1": "in_review",
        "A2": "eligible",
    }


def test_a_source_that_is_wholly_audited_is_listed_all_the_same():
    audits = [("A1", "2026-11-01", "2026-11-10")]

    assert _reasons(_records([ONE], audits=audits, fully_audited=True)) == {"A1": "eligible"}


@pytest.mark.parametrize(
    ("decision", "standing"),
    [
        (("agree", "2026-01-01", None), "decided"),
        (("regrade", "2026-11-10", None), "decided"),
        (("more_info", "2026-11-10", None), "in_review"),
        (("more_info", "2026-10-01", None), "eligible"),
        (("more_info", "2026-10-01", "2026-11-30"), "in_review"),
        (("more_info", "2026-11-10", "2026-11-16"), "eligible"),
    ],
)
def test_a_decision_settles_a_case_and_a_question_holds_it_until_its_date(decision, standing):
    assert _reasons(_records([ONE], decisions=[("A1", *decision)])) == {"A1": standing}


def test_what_is_not_scored_is_out_of_scope():
    assert _reasons(_records([ONE], scored=[])) == {"A1": "out_of_scope"}


def test_the_daily_list_holds_only_people_released_in_the_last_28_days():
    rows = [
        ("A1", "P1", "2026-10-01", "2026-10-19"),
        ("A2", "P2", "2026-10-01", "2026-10-18"),
        ("A3", "P3", "2026-10-01", "2026-11-17"),
    ]

    assert _reasons(_records(rows), cadence="daily_early_licence") == {
        "A1": "eligible",
        "A2": "other_cadence",
        "A3": "other_cadence",
    }


def test_a_source_without_dates_and_people_is_listed_row_by_row():
    rows = [("A1", None, None, None), ("A2", None, None, None)]

    assert _reasons(_records(rows, day=None)) == {"A1": "eligible", "A2": "eligible"}


@pytest.mark.parametrize(
    ("assigned", "reason"), [("high", "eligible"), ("very_high", "cannot_be_raised")]
)
def test_a_rating_that_cannot_be_too_low_is_never_listed(assigned, reason):
    records = _records([("A1", "P1", "2026-10-05", None)], assigned=assigned)

    assert _reasons(records) == {"A1": reason}


def test_without_a_day_nobody_was_released_early():
    released = pd.Series(pd.to_datetime(["2026-11-10", None]))

    assert is_early_licence(released, DAY).to_list() == [True, False]
    assert is_early_licence(released, None).to_list() == [False, False]
