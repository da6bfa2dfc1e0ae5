"""No cell of any CSV file runs as a formula, and what was made harmless can be read back."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.files.csv_writer import FORMULA_SIGNS, as_recorded, csv_text, harmless, write_csv
from tests.worklists.made_up import HOSTILE


@given(st.text())
def test_no_text_starts_as_a_formula_and_each_can_be_read_back(text):
    shown = harmless(text)

    assert not shown.startswith(FORMULA_SIGNS)
    assert as_recorded(shown) == text


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_every_sign_of_a_formula_gets_an_apostrophe(sign):
    assert harmless(f"{sign}1") == f"'{sign}1"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_row_is_not_torn_by_what_stands_in_its_cells(text):
    rows = list(csv.reader(io.StringIO(csv_text(["Team", text], [(text, 1), (None, 2)]), "")))

    assert rows == [["Team", harmless(text)], [harmless(text), "1"], ["", "2"]]


def test_a_frame_is_written_with_harmless_text_and_its_numbers_as_they_are(tmp_path):
    frame = pd.DataFrame({"=unit": ["=1+1", "N01", None], "gain": [-0.5, 0.25, 1.0]})

    write_csv(frame, tmp_path / "units.csv")

    written = (tmp_path / "units.csv").read_text(encoding="utf-8")
    assert written == "'=unit,gain\n'=1+1,-0.5\nN01,0.25\n,1.0\n"
    assert list(frame.columns) == ["=unit", "gain"]


def test_a_frame_without_rows_is_written_as_its_header(tmp_path):
    write_csv(pd.DataFrame(columns=["unit_id", "since"]), tmp_path / "urgent.csv")

    assert (tmp_path / "urgent.csv").read_text(encoding="utf-8") == "unit_id,since\n"
