"""CSV files that people open: in none of them does a cell of text run as a formula.

Spreadsheet programs run a cell that begins with one of a few signs, and quoting it does not
help. An apostrophe before it does; :func:`as_recorded` takes it away again.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

FORMULA_SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last four are full-width


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""A header and rows as CSV text, every cell quoted; a cell that is None stays empty.

    Examples
    --------
    >>> csv_text(["Team", "Cases"], [("=1+1", 3)])
    '"Team","Cases"\r\n"\'=1+1","3"\r\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(map(harmless, header))
    writer.writerows([harmless("" if cell is None else str(cell)) for cell in row] for row in rows)
    return text.getvalue()


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a frame without its index; text is made harmless, numbers stay as they are."""
    shown = table.apply(_harmless_column) if len(table) else table.copy()
    shown.columns = [harmless(str(name)) for name in table.columns]
    shown.to_csv(path, index=False, lineterminator="\n")


def harmless(text: str) -> str:
    """The text with an apostrophe before it where it would run as a formula.

    Examples
    --------
    >>> harmless("-2+3"), harmless("N01-T3")
    ("'-2+3", 'N01-T3')
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_SIGNS) else text


def as_recorded(text: str) -> str:
    """The text that :func:`harmless` was given.

    Examples
    --------
    >>> as_recorded("'-2+3"), as_recorded("'quoted'")
    ('-2+3', "'quoted'")
    """
    quoted = text.startswith("'") and text.lstrip("'").startswith(FORMULA_SIGNS)
    return text[1:] if quoted else text


def _harmless_column(column: "pd.Series[Any]") -> "pd.Series[Any]":
    return column.map(lambda cell: harmless(cell) if isinstance(cell, str) else cell)
