"""The sheet of promises."""

from datetime import date

import openpyxl

from tests.worklists.made_up import a_list
from worklists.follow_up import FollowUp
from worklists.workbook.book import write_workbook

DAY = date(2026, 11, 27)
LATE = FollowUp("=1+1", "Reassess", "Review a register", "SPO-7", DAY, DAY, overdue=True)


def test_promises_stand_on_a_locked_sheet_as_text(tmp_path):
    write_workbook(a_list(1, follow_ups=(LATE,)), tmp_path / "list.xlsx", key=None)

    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx")["To follow up"]
    assert [cell.value for cell in sheet[2]][:4] == [
        "=1+1",
        "Review a register. Reassess",
        "Overdue since 27 November 2026",
        "SPO-7",
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet.protection.sheet


def test_without_promises_there_is_no_such_sheet(tmp_path):
    write_workbook(a_list(1), tmp_path / "list.xlsx", key=None)

    assert "To follow up" not in openpyxl.load_workbook(tmp_path / "list.xlsx").sheetnames
