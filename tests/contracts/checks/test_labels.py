"""Tests of the rate of labels over time, and of what looks odd about them."""

import dataclasses
import datetime as dt

import numpy as np
import pandas as pd
import pytest

from contracts.checks.labels import labels_of, odd_labels, rates_by_quarter
from contracts.levels import Scale
from contracts.source import Source

SOURCE = Source(name="toy", title="", about="", scale=Scale(("low", "high"), "high"))
OUTCOME = dataclasses.replace(SOURCE, label="outcome", under_from="high")
YEAR = pd.date_range("2023-01-01", periods=365)
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

    assert list(labels.columns) == ["assessment_date", "known_on", "label"]
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


def codes(days, labels, source=SOURCE):
    frame = pd.DataFrame({"assessment_date": days, "label": np.asarray(labels, dtype="float64")})
    rates = rates_by_quarter(frame, frame["assessment_date"])
    return {finding.code: finding.detail for finding in odd_labels(frame, rates, source)}


def test_labels_at_an_even_rate_are_not_odd():
    assert codes(YEAR, [i % 5 == 0 for i in range(365)]) == {}


def test_a_late_stretch_in_which_all_say_the_same_is_told_from_its_first_day():
    labels = [i % 3 == 0 if i < 300 else True for i in range(365)]

    found = codes(YEAR, labels)

    assert found["labels_all_alike_lately"] == (
        "all 65 from 2023-10-28 on say yes; before, 33% of 300 were positive"
    )
    assert "2023 Q4: " in found["label_rate_break"]


def test_a_short_run_of_rare_labels_is_no_oddity():
    labels = [i % 10 == 0 if i < 340 else False for i in range(365)]

    assert codes(YEAR, labels) == {}


def test_labels_that_never_differ_are_told_once():
    assert codes(YEAR, [0] * 365) == {"labels_all_alike": "all 365 say no"}


def test_an_outcome_labelled_before_its_follow_up_was_over_is_told():
    source = dataclasses.replace(OUTCOME, label_lag_days=100, observed_until=dt.date(2023, 12, 31))

    found = codes(YEAR, [i % 3 == 0 for i in range(365)], source)

    assert found["label_before_follow_up"].startswith("100 of 365 outcomes: 100 days were not over")


def test_a_share_outside_the_usual_band_is_told_for_reviews_and_not_for_outcomes():
    labels = [i % 10 != 0 for i in range(365)]

    assert "label_share_unusual" in codes(YEAR, labels)
    assert codes(YEAR, labels, OUTCOME) == {}


def drifting(day, years=8, start=0.17, end=0.50):
    """Labels whose rate rises evenly, forty a year, known on or assessed on ``day``."""
    days = pd.date_range("2016-01-01", periods=40 * years, freq="9D")
    rates = np.linspace(start, end, len(days))
    labels = (np.cumsum(rates) % 1 < rates).astype("float64")
    still = pd.Series(pd.Timestamp("2016-06-01"), index=range(len(days)))
    frame = pd.DataFrame({"assessment_date": still, "known_on": still, "label": labels})
    return frame.assign(**{day: days})


@pytest.mark.parametrize(
    ("day", "what"),
    [("assessment_date", "year of assessment"), ("known_on", "year in which it became known")],
)
def test_a_rate_that_moves_slowly_by_year_is_said(day, what):
    labels = drifting(day)
    rates = rates_by_quarter(labels, labels["assessment_date"])

    found = {f.code: f.detail for f in odd_labels(labels, rates, SOURCE)}

    assert found["label_rate_drift"] == f"by {what}: 17% of 41 in 2016, 49% of 35 in 2023"


def test_an_even_rate_over_years_is_no_drift():
    labels = drifting("assessment_date", start=0.3, end=0.3)
    rates = rates_by_quarter(labels, labels["assessment_date"])

    assert list(odd_labels(labels, rates, SOURCE)) == []


@pytest.mark.parametrize(
    ("before", "after", "said"), [(50, 20, True), (49, 20, False), (50, 19, False)]
)
def test_a_break_is_said_from_twenty_labels_on_and_after_fifty(before, after, said):
    days = pd.DatetimeIndex(["2023-02-01"] * before + ["2023-05-01"] * after)
    labels = [i % 10 == 0 for i in range(before)] + [i % 5 < 4 for i in range(after)]

    assert ("label_rate_break" in codes(days, labels)) is said
