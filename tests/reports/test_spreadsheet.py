"""The workbook reads as published statistics do, and is the same file each time."""

from dataclasses import replace

import openpyxl
import pandas as pd

from reports.published import shares_table
from reports.spreadsheet import legend, write_spreadsheet
from tests.made_up_disclosure import CONTROL, RULES
from tests.reports.made_up import SOURCE


def _table():
    counts = pd.DataFrame({"year": [2025, 2026], "found": [12, 2], "of": [41, 60]})
    return shares_table("raised", "Ratings raised, by year", counts, CONTROL, ("audits", "raised"))


def test_numbers_are_numbers_and_symbols_stand_where_there_is_none(tmp_path):
    write_spreadsheet([_table()], tmp_path / "tables.xlsx", SOURCE, RULES)

    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == ["Cover", "Contents", "1"]
    cells = [[cell.value for cell in row] for row in book["1"].iter_rows()]
    assert cells[0][0].startswith("Table 1: Ratings raised, by year")
    assert ["2025", 40, 10, 25] in [row[:4] for row in cells]
    assert ["2026", 60, "[c]", "[x]"] in [row[:4] for row in cells]


def test_the_same_tables_give_the_same_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_spreadsheet([_table()], tmp_path / name, SOURCE, RULES)

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_legend_says_the_thresholds_that_were_used():
    strict = replace(RULES, withhold_below=11, round_to=10)

    assert legend(strict)[0].startswith("[c] counts from 1 to 10,")
    assert "nearest 10;" in legend(strict)[2]
