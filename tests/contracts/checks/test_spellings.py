"""Tests of reading closed-list values however they are spelled."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.checks.spellings import ROSH_SPELLINGS, read_boolean, read_choice, read_list
from contracts.levels import ROSH
from contracts.table import Column

LEVEL = Column("assigned_rosh", "level", meaning="", allowed=ROSH, aliases=ROSH_SPELLINGS)
CODES = Column("codes", "list", meaning="", allowed=("F01", "F02"))
GROUP = Column("group", "enum", meaning="", allowed=("office", "other"), otherwise="other")
FLAG = Column("flag", "boolean", meaning="", aliases={"not_needed": ""})


@pytest.mark.parametrize("given", ["RVHR", "RVRH", "Very High", "very-high", "VERY_HIGH", " v "])
def test_every_spelling_of_very_high_is_very_high(given):
    assert read_choice(pd.Series([given]), LEVEL).cells.tolist() == ["very_high"]


@given(
    level=st.sampled_from(ROSH),
    mark=st.sampled_from([" ", "-", "_", ""]),
    case=st.sampled_from([str.upper, str.title, str.lower]),
)
def test_case_spaces_and_hyphens_never_change_a_level(level, mark, case):
    written = case(level.replace("_", mark))

    assert read_choice(pd.Series([written]), LEVEL).cells.tolist() == [level]


def test_what_was_read_from_another_spelling_is_marked_and_what_is_strange_stays():
    read = read_choice(pd.Series(["low", "L", "Medum", None]), LEVEL)

    assert read.respelled.tolist() == [False, True, False, False]
    assert read.cells.tolist()[:3] == ["low", "low", "Medum"]
    assert pd.isna(read.cells[3])


def test_a_code_that_is_not_on_an_open_list_is_read_as_its_catch_all_and_marked():
    read = read_choice(pd.Series(["Office", "XYZ"]), GROUP)

    assert read.cells.tolist() == ["office", "other"]
    assert read.other.tolist() == [False, True]


def test_levels_that_are_numbers_are_read_from_numbers_and_from_text():
    triage = Column("level", "level", meaning="", allowed=("3", "2", "1"))

    assert read_choice(pd.Series([1, 2.0, None]), triage).cells.tolist()[:2] == ["1", "2"]


@pytest.mark.parametrize("written", ["-1", "3?", "<3", ">=2", "1/2", "+3", "3.5", "(3)", "2-1"])
def test_a_level_never_loses_a_sign(written):
    triage = Column("level", "level", meaning="", allowed=("3", "2", "1", "21", "35", "12"))

    assert read_choice(pd.Series([written]), triage).cells.tolist() == [written]


@pytest.mark.parametrize("written", ["3.0", " 3 ", "3.00", 3.0])
def test_a_level_written_as_a_float_is_the_level(written):
    triage = Column("level", "level", meaning="", allowed=("3", "2", "1"))

    assert read_choice(pd.Series([written]), triage).cells.tolist() == ["3"]


@pytest.mark.parametrize("written", ["High?", "high*", "<high"])
def test_a_level_in_doubt_is_not_that_level(written):
    assert read_choice(pd.Series([written]), LEVEL).cells.tolist() == [written]


@pytest.mark.parametrize(("written", "yes"), [("1.0", True), ("0.0", False), ("Y", True)])
def test_a_flag_written_as_a_float_is_the_flag(written, yes):
    assert read_boolean(pd.Series([written]), FLAG).cells.tolist() == [yes]


def test_minus_one_is_no_yes():
    assert read_boolean(pd.Series(["-1"]), FLAG).unreadable.tolist() == [True]


def test_yes_and_no_are_read_however_they_are_written():
    read = read_boolean(pd.Series(["Yes", "n", "TRUE", "0", "Not needed", "perhaps", None]), FLAG)

    assert read.cells.tolist()[:4] == [True, False, True, False]
    assert read.cells[4:].isna().all()
    assert read.unreadable.tolist() == [False] * 5 + [True, False]


@pytest.mark.parametrize(
    "values",
    [["F02|f01"], ["F01; F02"], ["['F02' 'F01']"], [["F02", "F01"]], [np.array(["F01", "F02"])]],
)
def test_a_list_is_read_from_text_and_from_lists_in_one_order(values):
    assert list(read_list(pd.Series(values), CODES).cells) == [["F01", "F02"]]


def test_a_strange_item_is_left_out_and_marked_and_a_blank_list_stays_blank():
    read = read_list(pd.Series(["F01|F77", None, ""]), CODES)

    assert read.cells.tolist()[0] == ["F01"]
    assert read.unreadable.tolist() == [True, False, False]
    assert read.cells.isna().tolist() == [False, True, False]


def test_a_column_without_any_value_is_read_in_its_type():
    for dtype in ("str", "object", "float64"):
        read = read_list(pd.Series([None], dtype=dtype), CODES)

        assert read.cells.isna().all()


@pytest.mark.parametrize(
    "written", ["-1", "1?", "<1", ">1", "~1", "1+", "1.5", "\u22121", "- 1", "10%"]
)
def test_a_level_with_a_sign_a_doubt_or_a_fraction_is_not_the_bare_level(written):
    triage = Column("level", "level", meaning="", allowed=("1", "2", "15", "10"))

    assert read_choice(pd.Series([written]), triage).cells.tolist() == [written]


@pytest.mark.parametrize("written", ["3.0", "3", " 3 ", "3.00"])
def test_a_whole_number_is_its_code_however_it_is_written(written):
    triage = Column("level", "level", meaning="", allowed=("3", "2"))

    assert read_choice(pd.Series([written]), triage).cells.tolist() == ["3"]


def test_a_flag_may_be_a_number_and_a_doubtful_one_is_unreadable():
    read = read_boolean(pd.Series(["1.0", "0.0", "1", "-1", "yes?", "2"]), FLAG)

    assert read.cells.tolist()[:3] == [True, False, True]
    assert read.unreadable.tolist() == [False, False, False, True, True, True]


@pytest.mark.parametrize("cell", ['"', "'", "'\"", '"""'])
def test_a_lone_quote_is_no_empty_list(cell):
    column = Column("codes", "list", meaning="", allowed=("F01",))

    read = read_list(pd.Series([cell, "F01", "[]", "['']"], dtype="str"), column)

    assert list(read.unreadable) == [True, False, False, False]


@pytest.mark.filterwarnings("error")
def test_a_column_of_moments_where_codes_should_be_is_unreadable():
    column = Column("codes", "list", meaning="", allowed=("F01",))
    moments = pd.Series(pd.to_datetime(["2024-01-14T00:00:00Z", None]))

    assert list(read_list(moments, column).unreadable) == [True, False]
