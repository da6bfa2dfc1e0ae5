import re

import pandas as pd
import pytest

from models.evaluation.plots.learning_curve import draw_learning_curve
from models.evaluation.plots.plots import TEXT

ROWS = [
    {"audits": 50, "least_audits": 50, "cases": 9000, "finds": 0.55, "without_audits": 0.5},
    {"audits": 1000, "least_audits": 1000, "cases": 2000, "finds": None, "without_audits": None},
    {"audits": 1042, "least_audits": 400, "cases": 9000, "finds": 0.62, "without_audits": 0.5},
]
TABLE = pd.DataFrame(ROWS).assign(
    finds_low=lambda t: t["finds"] - 0.1,
    finds_high=lambda t: t["finds"] + 0.1,
    without_audits_low=lambda t: t["without_audits"] - 0.1,
    without_audits_high=lambda t: t["without_audits"] + 0.1,
    gain_low=0.02,
    gain_high=0.2,
)


@pytest.fixture
def drawn(tmp_path):
    draw_learning_curve(TABLE, tmp_path / "picture.svg")
    return (tmp_path / "picture.svg").read_text()


def test_the_headline_says_what_all_audits_bring(drawn):
    assert "With all known audits: 62 finds in 100 listed; without any, 50" in drawn


def test_every_number_of_audits_says_on_how_many_cases_it_rests(drawn):
    assert "9,000 cases" in drawn
    assert "1,042 (all)" in drawn


def test_a_number_with_too_few_audits_of_listed_cases_says_so(drawn):
    assert "2,000 cases," in drawn
    assert "too few audits" in drawn


def test_both_lists_are_named(drawn):
    assert "learned from audits" in drawn
    assert "without audits" in drawn


def test_the_same_table_gives_the_same_bytes_without_a_date(drawn, tmp_path):
    draw_learning_curve(TABLE, tmp_path / "again.svg")

    assert (tmp_path / "again.svg").read_text() == drawn
    assert "dc:date" not in drawn


def test_text_is_dark_enough_to_read(drawn):
    colours = set(re.findall(r"<text [^>]*fill: (#\w+)", drawn))

    assert colours <= {TEXT.lower()}


def test_an_empty_table_makes_a_picture_that_says_so(tmp_path):
    draw_learning_curve(TABLE.iloc[:0], tmp_path / "picture.svg")

    assert "Too few audits to say what audits bring" in (tmp_path / "picture.svg").read_text()
