"""Where everything stands in the workbook: the one description that writer and reader share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from worklists.column_kinds import CaseColumn
from worklists.plain_text import plain_text

FORMAT = "countersign-list/1"
CASES = "Cases"
HOW_TO = "How to use"
CODES = "Codes"
DETAILS = "Details"
FOLLOW_UP = "To follow up"
SHEETS = (CASES, HOW_TO, CODES, DETAILS, FOLLOW_UP)
REVIEWED_BY = "Your staff reference"
FINISHED_ON = "Date you finished"
DETAILS_CHECK = "check"
LONGEST_REFERENCE = 100  # characters, for a staff reference


@dataclass(frozen=True)
class SheetColumn:
    """One column of the sheet of cases: facts are locked, input is yellow, keys are hidden."""

    name: str
    title: str
    width: int
    kind: Literal["fact", "input", "key"] = "fact"


STATUS = SheetColumn("status", "Status", 11)
ANSWERS = (
    SheetColumn("outcome", "Outcome", 19, "input"),
    SheetColumn("new_level", "New level", 13, "input"),
    SheetColumn("explanation", "Explanation", 60, "input"),
    SheetColumn("next_action", "Next action", 24, "input"),
    SheetColumn("follow_up", "Follow-up date", 18, "input"),
)
KEYS = (
    SheetColumn("row_key", "Row key", 18, "key"),
    SheetColumn("check", "Check value", 18, "key"),
)
INPUT = tuple(column.name for column in ANSWERS)
SIGNED = ("case_reference", "assigned_title", "assessment_date")  # what a check value covers


_UNDATED = (date(2000, 1, 1), date(2100, 1, 1))  # lists of sources without dates


def sheet_columns(case_columns: Sequence[CaseColumn]) -> tuple[SheetColumn, ...]:
    """The columns of the sheet: the facts of a kind of case, its answers, its hidden keys."""
    facts = [SheetColumn(one.name, one.title, one.width) for one in case_columns if one.width]
    return (*facts, STATUS, *ANSWERS, *KEYS)


def places(columns: Sequence[SheetColumn]) -> dict[str, int]:
    """Where each column stands as sent, by its name; the first is 0."""
    return {column.name: number for number, column in enumerate(columns)}


def titles_read(case_columns: Sequence[CaseColumn]) -> dict[str, str]:
    """The names of the columns that a return is judged by, by their headings."""
    facts = {one.title: one.name for one in case_columns if one.name in SIGNED}
    return facts | {column.title: column.name for column in (*ANSWERS, *KEYS)}


def header_text(text: str) -> str:
    """Text for the head of printed pages, where an ampersand begins a code; 60 characters.

    Examples
    --------
    >>> header_text("Leeds & York")
    'Leeds && York'
    """
    return plain_text(text)[:60].replace("&", "&&")


def finish(sheet: Any, marking: str) -> None:
    """Protect a sheet beside the cases, and let it print on the width of a page."""
    sheet.protect()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&C&B{header_text(marking)}&RPage &P of &N")


def dates_from(made_on: date | None) -> tuple[date, date]:
    """First and last date an answer may hold, both included: two years from the list's date.

    Examples
    --------
    >>> [day.isoformat() for day in dates_from(date(2026, 11, 16))]
    ['2026-11-16', '2028-11-15']
    """
    return _UNDATED if made_on is None else (made_on, made_on + timedelta(days=2 * 365))
