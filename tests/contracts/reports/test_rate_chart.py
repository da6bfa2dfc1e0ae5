"""Tests of the picture of label rates."""

import re

import pandas as pd

from contracts.checks.labels import rates_by_quarter
from contracts.reports.rate_chart import rate_chart

DAYS = pd.Series(pd.date_range("2020-01-01", "2024-12-31", freq="MS"))


def chart(labels):
    dated = pd.DataFrame({"assessment_date": DAYS, "label": labels})
    return rate_chart(rates_by_quarter(dated, DAYS), "Share found too low")


def heights(svg):
    """Heights above the floor of the points, from left to right."""
    return [
        -float(y)
        for y in re.findall(
            r'<use xlink:href="#m[^"]+" x="[^"]+" y="([^"]+)" style="fill: #003078', svg
        )
    ]


def test_every_quarter_with_a_label_has_a_point():
    half = [1.0, 0.0, 0.0] * 10 + [float("nan")] * 30

    assert len(heights(chart([1.0, 0.0, 0.0] * 20))) == 20
    assert len(heights(chart(half))) == 10


def test_a_higher_rate_stands_higher():
    drawn = heights(chart([0.0] * 30 + [1.0] * 30))

    assert drawn[0] < drawn[-1]


def test_names_of_many_quarters_are_thinned():
    drawn = chart([1.0, 0.0, 0.0] * 20)

    assert len(re.findall(r"20\d\d Q\d</text>", drawn)) == 10


def test_the_same_rates_give_the_same_bytes_without_a_day_or_a_version():
    drawn = chart([1.0, 0.0, 0.0] * 20)

    assert drawn == chart([1.0, 0.0, 0.0] * 20)
    assert drawn.startswith("<svg ")
    assert "http" not in drawn
    assert "Matplotlib" not in drawn


def test_without_a_label_there_is_nothing_to_draw():
    assert chart([float("nan")] * 60) == ""
