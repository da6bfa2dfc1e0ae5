"""Tests of what reviews must be to the assessments they review."""

import numpy as np
import pandas as pd

from contracts.checks.references import (
    is_among,
    orphans,
    own_reviews,
    second_reviews,
    with_assessment,
)

ASSESSMENTS = pd.DataFrame(
    {
        "assessment_id": ["A1", "A2"],
        "assessment_date": pd.to_datetime(["2024-01-01", "2024-02-01"]),
        "assessor_id": ["W1", None],
    }
)
AUDITS = pd.DataFrame(
    {
        "row": [1, 2, 3],
        "assessment_id": ["A2", "A1", "A2"],
        "audit_completed_date": pd.to_datetime(["2024-05-01", "2024-05-01", "2024-04-01"]),
        "reviewer_id": [None, "W1", "X1"],
    }
)
NOBODY = np.array([], dtype=np.intp)


def told(faults):
    return [(fault.code, fault.positions.tolist()) for fault in faults]


def test_a_review_knows_the_day_and_the_assessor_of_its_assessment():
    joined = with_assessment(AUDITS, ASSESSMENTS)

    assert joined["assessment_date"].dt.month.tolist() == [2, 1, 2]
    assert told(own_reviews(joined)) == [("reviewer_is_assessor", [1])]


def test_a_review_of_nothing_and_of_a_quarantined_assessment_are_told_apart():
    kept = pd.Series(["A1"])

    found = orphans(
        AUDITS.assign(assessment_id=["A2", "A1", "A9"]), kept=kept, read=pd.Series(["A1", "A2"])
    )

    assert told(found) == [("unknown_assessment", [2]), ("assessment_in_quarantine", [0])]


def test_the_first_completed_review_is_used_and_later_ones_set_aside():
    assert told(second_reviews(AUDITS, but=NOBODY)) == [("second_review", [0])]


def test_a_review_that_cannot_be_used_makes_no_other_a_second_one():
    assert second_reviews(AUDITS, but=np.array([2])) == []


def test_membership_takes_blanks_for_strangers():
    assert is_among(pd.Series(["a", None]), pd.Series([None, "b"])).tolist() == [False, False]
