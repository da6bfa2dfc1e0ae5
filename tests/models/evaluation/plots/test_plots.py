import re

import pandas as pd
import pytest

from models.evaluation.plots import plots

FINDS = pd.DataFrame(
    {
        "candidate": ["boosted"] * 2 + ["rule_list"] * 2,
        "checked": [50.0, 100.0] * 2,
        "finds": [25.0, 40.0, 15.0, 22.0],
        "low": [20.0, 33.0, 11.0, 18.0],
        "high": [30.0, 47.0, 19.0, 27.0],
        "random": [7.0, 14.0] * 2,
    }
)
BINS = pd.DataFrame(
    {
        "low": [0.0, 0.2],
        "high": [0.2, 1.0],
        "mean_chance": [0.12, 0.6],
        "audited": [90, 60],
        "raised": [9, 6],
        "rate": [0.1, 0.1],
        "low95": [0.05, 0.05],
        "high95": [0.18, 0.19],
    }
)
UNITS = pd.DataFrame(
    {
        "unit_id": ["Hull", "Leeds"],
        "audited": [40, 90],
        "rate": [0.5, 0.2],
        "low95": [0.1, 0.15],
        "high95": [0.4, 0.35],
        "low998": [0.05, 0.1],
        "high998": [0.45, 0.4],
        "beyond": [True, False],
    }
)
DRAWN = {
    "finds": lambda path: plots.draw_finds(FINDS, path, capacity=0.05),
    "calibration": lambda path: plots.draw_calibration(BINS, path),
    "units": lambda path: plots.draw_units(UNITS, path),
}
SAID = {
    "finds": "Checking 50 in 1,000 in list order finds 25; at random, 7",
    "calibration": "The chances given hold in 1 of 2 groups of audits",
    "units": "1 of 2 teams differs by more than chance",
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_headline_says_what_the_table_shows(name, tmp_path):
    DRAWN[name](tmp_path / "picture.svg")

    assert SAID[name] in (tmp_path / "picture.svg").read_text()


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_table_gives_the_same_bytes_without_a_date(name, tmp_path):
    DRAWN[name](tmp_path / "one.svg")
    DRAWN[name](tmp_path / "two.svg")

    content = (tmp_path / "one.svg").read_bytes()
    assert content == (tmp_path / "two.svg").read_bytes()
    assert b"dc:date" not in content


@pytest.mark.parametrize("name", DRAWN)
def test_text_is_dark_enough_to_read(name, tmp_path):
    DRAWN[name](tmp_path / "picture.svg")

    texts = re.findall(r"<text [^>]*>", (tmp_path / "picture.svg").read_text())
    colours = {colour for text in texts for colour in re.findall(r"fill: (#\w+)", text)}
    assert texts
    assert colours <= {plots.TEXT.lower()}


def test_only_teams_beyond_the_limits_are_named(tmp_path):
    plots.draw_units(UNITS, tmp_path / "picture.svg")

    drawn = (tmp_path / "picture.svg").read_text()
    assert "Hull" in drawn
    assert "Leeds" not in drawn


def test_empty_tables_make_pictures_that_say_so(tmp_path):
    plots.draw_finds(FINDS.iloc[:0], tmp_path / "finds.svg", capacity=0.05)
    plots.draw_calibration(BINS.iloc[:0], tmp_path / "calibration.svg")
    plots.draw_units(UNITS.iloc[:0], tmp_path / "units.svg")

    assert "Too few audits to say what" in (tmp_path / "finds.svg").read_text()
    assert "Too few audits to say whether" in (tmp_path / "calibration.svg").read_text()
    assert "Too few audits to compare teams" in (tmp_path / "units.svg").read_text()
