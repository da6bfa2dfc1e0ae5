"""A returned workbook as plain cells: what stands where, and nothing judged yet but its shape."""

import hashlib
import warnings
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zipfile import BadZipFile

from worklists.column_kinds import columns_of
from worklists.listed_case import PublishedCase
from worklists.plain_text import plain_text
from worklists.returns.envelope import SAVE_AGAIN, envelope_faults
from worklists.workbook import layout
from worklists.workbook.outcomes import BY_TITLE

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 10_000
Kind = Literal["blank", "text", "number", "date", "formula", "other"]
_UNREADABLE = (
    BadZipFile,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    ArithmeticError,
    EOFError,
    OSError,
    RuntimeError,
    zlib.error,
)


class Unreadable(Exception):
    """The file is not a list that was sent; ``faults`` says why, with the cure."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Answer:
    """One cell: its reference such as ``K2``, what kind of thing it holds, and the thing."""

    at: str
    kind: Kind
    value: object = None

    @property
    def text(self) -> str:
        """The cell as text without blanks around it; a whole number without a decimal point."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else str(self.value).strip()

    @property
    def day(self) -> date | None:
        """The day of a cell that holds a date, else None."""
        return self.value.date() if isinstance(self.value, datetime) else None


@dataclass(frozen=True)
class ReturnedRow:
    """One row of the sheet of cases, by the names of the columns."""

    number: int
    cells: Mapping[str, Answer]


@dataclass(frozen=True)
class ReturnedList:
    """One file: its name and hash, the hidden details, who answered and when, and its rows."""

    file: str
    sha256: str
    details: Mapping[str, str]
    reviewed_by: Answer
    finished_on: Answer
    rows: tuple[ReturnedRow, ...]
    merged: tuple[str, ...]


def read_returned(path: Path) -> ReturnedList:
    """Everything in a returned workbook that the checks need. Nothing in it is run or fetched.

    Columns may stand in any order, rows may be hidden, re-ordered or deleted, and dates may
    count from 1900 or 1904.

    Raises
    ------
    Unreadable
        If the file is unfit to open, or a sheet or column of the list is missing.
    """
    faults = envelope_faults(path)
    if faults:
        raise Unreadable(faults)
    sheets = _sheets(_open(path))
    cases, answered = sheets[layout.CASES], _labelled(sheets[layout.HOW_TO])
    absent = Answer(f"'{layout.HOW_TO}'!B1", "blank")
    return ReturnedList(
        file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        details={name: cell.text for name, cell in _labelled(sheets[layout.DETAILS]).items()},
        reviewed_by=answered.get(layout.REVIEWED_BY, absent),
        finished_on=answered.get(layout.FINISHED_ON, absent),
        rows=tuple(_rows(cases)),
        merged=tuple(sorted(str(span) for span in cases.merged_cells.ranges)),
    )


def _open(path: Path) -> "Workbook":
    import openpyxl
    from defusedxml.common import DefusedXmlException
    from openpyxl.utils.exceptions import InvalidFileException

    if not openpyxl.DEFUSEDXML or openpyxl.LXML:
        raise RuntimeError("returned workbooks are opened only through defusedxml: install it")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out, such as styles, is not read
        try:
            with path.open("rb") as file:  # by its content: names and endings vary
                return openpyxl.load_workbook(file, keep_vba=False, keep_links=False)
        except (DefusedXmlException, InvalidFileException, *_UNREADABLE):
            raise Unreadable([f"not a workbook that can be read; {SAVE_AGAIN}"]) from None


def _sheets(book: "Workbook") -> dict[str, "Worksheet"]:
    sheets: dict[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
    faults = [
        f"has no sheet '{name}'; put your answers into the list as it was sent"
        for name in (layout.CASES, layout.HOW_TO, layout.DETAILS)
        if name not in sheets
    ]
    faults += [
        f"sheet '{sheet.title}' has {sheet.max_row:,} rows; delete the empty rows below the list"
        for sheet in sheets.values()
        if sheet.max_row > MOST_ROWS
    ]
    faults += [] if faults else _answers_elsewhere(sheets)
    if faults:
        raise Unreadable(faults)
    return sheets


def _answers_elsewhere(sheets: dict[str, Any]) -> list[str]:
    """A fault for each sheet beside the list's own that holds outcomes, such as a copied one."""
    beside = [sheet for name, sheet in sheets.items() if name not in layout.SHEETS]
    return [
        f"sheet '{plain_text(sheet.title)}' holds outcomes, which are read from sheet "
        f"'{layout.CASES}' alone; put them there and delete the other sheet"
        for sheet in beside
        if any(value in BY_TITLE for row in sheet.iter_rows(values_only=True) for value in row)
    ]


def _labelled(sheet: "Worksheet") -> dict[str, Answer]:
    """The cells of column B by the text beside them in column A."""
    rows = sheet.iter_rows(min_col=1, max_col=2)
    found = {}
    for label, value in rows:
        if isinstance(label.value, str):
            found[label.value.strip()] = _answer(value, prefix=f"'{sheet.title}'!")
    return found


def _rows(sheet: "Worksheet") -> Iterator[ReturnedRow]:
    rows = sheet.iter_rows(max_col=min(sheet.max_column, 100))
    columns = _columns([cell.value for cell in next(rows, ())])
    for number, cells in enumerate(rows, start=2):
        answers = {name: _answer(cells[at]) for name, at in columns.items()}
        if any(answer.kind != "blank" for answer in answers.values()):
            yield ReturnedRow(number, answers)


def _columns(headers: list[object]) -> dict[str, int]:
    """Where each column stands now, by its header."""
    expected = layout.titles_read(columns_of(PublishedCase))
    titles = [" ".join(str(header).split()) for header in headers]
    faults = [
        f"sheet '{layout.CASES}' has {titles.count(title)} columns headed '{title}'; "
        "keep row 1 as sent, each heading once"
        for title in expected
        if titles.count(title) != 1
    ]
    if faults:
        raise Unreadable(faults)
    return {name: titles.index(title) for title, name in expected.items()}


def _answer(cell: "Cell | MergedCell", *, prefix: str = "") -> Answer:
    value: Any = cell.value
    at = f"{prefix}{cell.coordinate}"
    if value is None or (isinstance(value, str) and not value.strip()):
        return Answer(at, "blank")
    kinds: dict[str, Kind] = {"f": "formula", "s": "text", "inlineStr": "text", "n": "number"}
    kind = kinds.get(cell.data_type, "other")
    if isinstance(value, datetime):
        return Answer(at, "date", value)
    if isinstance(value, date):
        return Answer(at, "date", datetime.combine(value, time()))
    return Answer(at, kind, value)
