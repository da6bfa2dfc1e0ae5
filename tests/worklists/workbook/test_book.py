"""The workbook as sent: what a reader can change, what a program finds, and what never runs."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.worklists.letters import (
    ACTION,
    AT,
    CHECK,
    FOLLOW_UP,
    LETTER,
    LEVEL,
    OUTCOME,
    ROW_KEY,
    TEXT,
)
from tests.worklists.workbook.made_up_book import a_case, a_list
from worklists.case_list import STANDING, Level, PublishedList
from worklists.workbook.book import write_workbook


def written(folder, published, *, key=None) -> Path:
    path = folder / "list.xlsx"
    write_workbook(published, path, key=key)
    return path


def opened(folder, published, *, key=None):
    return openpyxl.load_workbook(written(folder, published, key=key))


def test_the_same_list_and_key_give_the_same_bytes(tmp_path):
    first = written(tmp_path, a_list(), key=b"k").read_bytes()
    again = written(tmp_path, a_list(), key=b"k").read_bytes()
    other_key = written(tmp_path, a_list(), key=b"l").read_bytes()

    assert first == again
    assert first != other_key


def test_facts_are_locked_and_answers_are_open_and_filters_work(tmp_path):
    sheet = opened(tmp_path, a_list())["Cases"]

    locked = {cell.column_letter: cell.protection.locked for cell in sheet[2]}
    assert sheet.protection.sheet
    assert not sheet.protection.autoFilter  # in the file format false means: allowed
    assert [letter for letter, is_locked in locked.items() if not is_locked] == [
        OUTCOME,
        LEVEL,
        TEXT,
        ACTION,
        FOLLOW_UP,
    ]


def test_it_is_a_named_table_with_a_frozen_header_and_real_dates(tmp_path):
    sheet = opened(tmp_path, a_list())["Cases"]

    assert sheet.tables["CaseList"].ref == f"A1:{CHECK}2"
    assert sheet.freeze_panes == "C2"
    assert sheet["D2"].is_date
    assert sheet["D2"].number_format == "d mmmm yyyy"


def test_the_choices_are_those_of_the_scale_and_the_codes(tmp_path):
    book = opened(tmp_path, a_list())

    rules = {str(rule.sqref): rule for rule in book["Cases"].data_validations.dataValidation}
    assert rules[f"{OUTCOME}2"].formula1 == "Codes!$A$2:$A$7"
    assert rules[f"{LEVEL}2"].formula1 == "Codes!$D$2:$D$4"
    assert [book["Codes"][f"D{row}"].value for row in (2, 3, 4)] == ["Low", "Medium", "High"]
    assert (rules[f"{TEXT}2"].type, rules[f"{TEXT}2"].formula1) == ("textLength", "2000")
    assert rules[f"{FOLLOW_UP}2"].type == "date"


@pytest.mark.parametrize("number", [2, 9])
def test_any_scale_of_two_to_nine_levels_fits(tmp_path, number):
    levels = tuple(Level(f"l{n}", f"Level {n}, of {number}") for n in range(1, number + 1))

    book = opened(tmp_path, a_list(a_case(assigned="l1"), levels=levels))

    rules = {str(rule.sqref): rule for rule in book["Cases"].data_validations.dataValidation}
    assert rules[f"{LEVEL}2"].formula1 == f"Codes!$D$2:$D${number + 1}"


def test_a_missing_level_or_explanation_turns_red(tmp_path):
    sheet = opened(tmp_path, a_list())["Cases"]

    rules = {str(area.sqref): area.rules[0].formula[0] for area in sheet.conditional_formatting}
    at = f"${OUTCOME}2"
    assert rules == {
        f"{LEVEL}2": f'AND(OR({at}="Level raised",{at}="Level lowered"),LEN(${LEVEL}2)=0)',
        f"{TEXT}2": f'AND(OR({at}="Level confirmed",{at}="Level raised",{at}="Level lowered",'
        f'{at}="Reassess",{at}="Evidence requested"),LEN(TRIM(${TEXT}2))=0)',
    }


def test_of_a_restricted_case_only_the_reference_is_shown_and_it_can_be_answered(tmp_path):
    blank = dict.fromkeys(("at_risk", "reasons", "against", "missing", "look_at"), ())
    case = a_case(
        assigned="",
        assigned_title="",
        assessment_date=None,
        age_weeks=None,
        chance_words="",
        restricted=True,
        carried_weeks=0,
        early_licence=False,
        **blank,
    )

    row = opened(tmp_path, a_list(case))["Cases"][2]

    shown = {cell.column_letter: cell.value for cell in row if cell.value is not None}
    assert set(shown) == {"A", "B", LETTER["reasons"], LETTER["status"], ROW_KEY, CHECK}
    assert shown[LETTER["reasons"]].startswith("This is a restricted access case.")
    assert not row[AT["outcome"]].protection.locked


def test_the_hidden_key_belongs_to_the_case_whatever_reference_is_shown(tmp_path):
    ours, shown = a_list(a_case()), a_list(a_case(case_reference="X9"))

    first = opened(tmp_path, ours)["Cases"]
    write_workbook(shown, tmp_path / "x.xlsx", key=None, pseudonyms={"X9": "P001"})
    other = openpyxl.load_workbook(tmp_path / "x.xlsx")["Cases"]

    assert first[f"{ROW_KEY}2"].value == other[f"{ROW_KEY}2"].value
    assert first[f"{CHECK}2"].value != other[f"{CHECK}2"].value
    assert first.column_dimensions[ROW_KEY].hidden


def test_it_prints_on_a4_landscape_with_the_marking_of_its_records(tmp_path):
    marked = a_list(unit_id="Leeds & York", marking="OFFICIAL-SENSITIVE")
    sheet = opened(tmp_path, marked)["Cases"]

    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader.center.text.endswith("OFFICIAL-SENSITIVE")


def test_records_without_a_marking_have_none(tmp_path):
    book = opened(tmp_path, a_list())

    assert not any("OFFICIAL" in str(sheet.oddHeader.center.text) for sheet in book)
    handling = {row[0].value: row[1].value for row in book["How to use"].iter_rows()}["Handling"]
    assert handling == "Keep it where only your team can open it."


def test_the_details_are_out_of_sight_and_the_guide_is_not(tmp_path):
    book = opened(tmp_path, a_list())

    states = {sheet.title: sheet.sheet_state for sheet in book}
    assert states == {
        "Cases": "visible",
        "How to use": "visible",
        "Codes": "hidden",
        "Details": "veryHidden",
    }
    said = [cell.value for cell in book["How to use"]["B"]]
    assert STANDING in said


HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-1",
    "@SUM(A1)",
    "{=1+1}",
    "http://evil.example",
    "mailto:a@b.example",
    "<script>alert(1)</script>",
    "a\x00b\x0bc\u202ed\ufeff",
    "x" * 10_000,
    "_x0041_",
    "&amp;]]>",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_no_text_becomes_a_formula_a_link_or_broken_xml(tmp_path, text):
    hostile = a_list(
        a_case(case_reference=text, reasons=(text,), at_risk=(text,), chance_words=text),
        unit_id=text,
        source_title=text,
        ranked_by=text,
        sentences=(text,),
        levels=(Level("low", text), Level("medium", "Medium")),
    )

    path = written(tmp_path, hostile)

    sheet = openpyxl.load_workbook(path)["Cases"]
    assert sheet["B2"].data_type == "s"
    assert len(sheet["B2"].value) <= 2_000
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode()
            assert not re.search(r"<f[ >]|<hyperlink|externalLink|vbaProject", part)
            assert "\u202e" not in part


def test_a_list_without_cases_or_dates_is_still_a_workbook(tmp_path):
    empty = a_list(made_on=None, records_up_to=None, expires_on=None)
    empty = PublishedList(**(empty.__dict__ | {"cases": ()}))

    book = opened(tmp_path, empty)

    assert book["Cases"]["B2"].value is None
    assert book["Details"]["B10"].value == "0"


def test_a_row_is_high_enough_for_its_longest_text_and_no_higher_than_files_allow(tmp_path):
    short = a_case(1, reasons=(), against=())
    long = a_case(2, reasons=("A reason. " * 40,) * 2, against=())
    endless = a_case(3, reasons=("x" * 2_000,) * 3)

    rows = opened(tmp_path, a_list(short, long, endless))["Cases"].row_dimensions

    heights = [rows[number].height for number in (2, 3, 4)]
    assert heights[0] >= 3 * 13  # room to answer
    assert heights[1] >= 2 * 7 * 13
    assert 400 < heights[2] <= 409
