"""Tests of what looks odd about labels over time."""

import dataclasses
import datetime as dt

import numpy as np
import pandas as pd

from contracts.checks.label_findings import odd_labels
from contracts.checks.label_rates import rates_by_quarter
from contracts.levels import Scale
from contracts.source import Source

SOURCE = Source(name="toy", title="", about="", scale=Scale(("low", "high"), "high"))
OUTCOME = dataclasses.replace(SOURCE, truth="outcome", under_from="high")
YEAR = pd.date_range("2023-01-01", periods=365)


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
