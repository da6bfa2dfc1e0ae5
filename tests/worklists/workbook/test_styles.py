import dataclasses
import io

import openpyxl
import pytest
import xlsxwriter

from worklists.workbook.styles import Styles, styles_of

NAMES = [field.name for field in dataclasses.fields(Styles)]
INPUT = {"input_text", "input_date"}


@pytest.fixture(scope="module")
def cells():
    """A cell in each style, as a spreadsheet program reads it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        styles = styles_of(book)
        sheet = book.add_worksheet()
        for row, name in enumerate(NAMES):
            sheet.write(row, 0, name, getattr(styles, name))
    sheet = openpyxl.load_workbook(file).active
    return {name: sheet.cell(row + 1, 1) for row, name in enumerate(NAMES)}


@pytest.mark.parametrize("name", NAMES)
def test_cells_to_fill_in_are_open_and_all_others_locked(cells, name):
    assert cells[name].protection.locked == (name not in INPUT)


@pytest.mark.parametrize("name", ["fact_date", "input_date"])
def test_dates_are_written_out_so_that_no_country_reads_them_otherwise(cells, name):
    assert cells[name].number_format == "d mmmm yyyy"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "missing"])
def test_long_text_wraps_from_the_top_in_one_font(cells, name):
    assert cells[name].alignment.wrap_text
    assert cells[name].alignment.vertical == "top"
    assert cells[name].font.name == "Arial"


def test_what_is_to_be_filled_in_differs_in_colour_from_facts_and_headings(cells):
    colours = {name: cells[name].fill.fgColor.rgb for name in NAMES}

    assert colours["input_text"] == colours["input_date"] == "FFFFF7BF"
    assert colours["header_input"] == "FFFFDD00"
    assert colours["header"] == "FFF3F2F1"
    assert colours["missing"] == "FFD4351C"
    assert cells["fact"].fill.fill_type is None


def test_headings_are_bold_and_the_sheet_s_own_is_larger(cells):
    assert {name for name in NAMES if cells[name].font.bold} == {
        "header",
        "header_input",
        "heading",
    }
    assert cells["heading"].font.size == 14
    assert cells["note"].font.size == 10
