"""Tests of the places of marks in the drawing of label rates."""

import pandas as pd

from contracts.checks.labels import rates_by_quarter
from contracts.reports.rate_chart import rate_chart

DAYS = pd.Series(pd.date_range("2020-01-01", "2024-12-31", freq="MS"))


def chart(labels):
    return rate_chart(
        rates_by_quarter(pd.DataFrame({"assessment_date": DAYS, "label": labels}), DAYS)
    )


def test_marks_stay_within_the_drawing_and_intervals_round_their_rate():
    drawn = chart([1.0, 0.0, 0.0] * 20)

    assert len(drawn.marks) == 20
    for mark in drawn.marks:
        assert drawn.left < mark.x < drawn.right
        assert 0 <= mark.high <= mark.y <= mark.low <= drawn.floor


def test_a_higher_rate_stands_higher():
    drawn = chart([0.0] * 30 + [1.0] * 30)

    assert drawn.marks[0].y > drawn.marks[-1].y


def test_names_of_many_quarters_are_thinned():
    assert len(chart([1.0, 0.0, 0.0] * 20).names) == 10


def test_without_a_label_there_is_nothing_to_draw():
    assert chart([float("nan")] * 60) is None
