"""Tests of the rate of labels over time."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from contracts.checks.label_rates import labels_of, rates_by_quarter, wilson
from contracts.levels import Scale
from contracts.source import Source

SOURCE = Source(name="toy", title="", about="", scale=Scale(("low", "high"), "high"))
ASSESSMENTS = pd.DataFrame(
    {
        "assessment_id": ["A1", "A2"],
        "assigned_rosh": ["low", "high"],
        "assessment_date": pd.to_datetime(["2023-11-01", "2024-05-01"]),
    }
)


def test_a_label_says_whether_the_reviewer_went_higher():
    audits = pd.DataFrame({"assessment_id": ["A2", "A1"], "audited_rosh": ["low", "high"]})

    labels = labels_of({"assessments": ASSESSMENTS, "audits": audits}, SOURCE)

    assert labels["label"].tolist() == [0.0, 1.0]
    assert labels["assessment_date"].dt.year.tolist() == [2024, 2023]


def test_quarters_without_any_assessment_are_there_with_nought():
    labels = pd.DataFrame({"assessment_date": ASSESSMENTS["assessment_date"], "label": [1.0, 0.0]})

    rates = rates_by_quarter(labels, ASSESSMENTS["assessment_date"])

    assert rates["quarter"].tolist() == ["2023 Q4", "2024 Q1", "2024 Q2"]
    assert rates["labelled"].tolist() == [1, 0, 1]
    assert rates["rate"].isna().tolist() == [False, True, False]


def test_records_without_dates_have_no_rates():
    nothing = pd.Series([pd.NaT], dtype="datetime64[us]")
    labels = pd.DataFrame({"assessment_date": nothing, "label": [1.0]})

    assert rates_by_quarter(labels, nothing).empty


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_always_holds_the_rate_and_stays_within_nought_and_one(counts):
    positive, of = counts

    low, high = wilson(pd.Series([positive]), pd.Series([of]))

    assert 0 <= low[0] <= positive / of + 1e-12
    assert positive / of - 1e-12 <= high[0] <= 1
