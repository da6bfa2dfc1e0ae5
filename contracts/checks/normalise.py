"""A table as read, brought to the contract's types and spellings; whatever changed is reported."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.checks.dates import DayOrder, day_order, read_dates, read_months
from contracts.checks.spellings import Read, plain, read_boolean, read_choice, read_list
from contracts.files.cells import as_text
from contracts.findings import Finding, findings_frame, first_rows, found
from contracts.table import Column, RawTable, Table

DATED = ("date", "datetime", "month")
SERIAL = r"\d{4,5}(?:\.\d+)?"
DAY_NUMBERS = "a spreadsheet's day numbers are not read: save the column as year-month-day"
DAYS_READ = {
    "dmy": "a day as year-month-day or day/month/year, the year in four figures",
    "mdy": "a day as year-month-day or month/day/year, the year in four figures",
    None: "a day as year-month-day; day/month/year where a date of the file proves that order or "
    "the profile's dialect.dates says it",
}
BLANK_TYPES = {
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    **dict.fromkeys(DATED, "datetime64[us]"),
}


@dataclass(frozen=True)
class Normalised:
    """A table in the contract's types, with its findings so far.

    ``frame`` has ``row`` and every column of the contract, blank where the file lacks it.
    ``faults`` marks rows that cannot be kept: row positions with the column and the code.
    """

    frame: pd.DataFrame
    findings: pd.DataFrame
    faults: list["Fault"] = field(default_factory=list)


@dataclass(frozen=True)
class Fault:
    """Positions of rows that break one rule in one column."""

    positions: NDArray[np.intp]
    column: str
    code: str
    detail: str = ""


def normalise(raw: RawTable, table: Table) -> Normalised:
    """The table with every value in the contract's type and spelling.

    What cannot be read is blank and a fault. A closed list's strange value is left as written:
    the checks find it.
    """
    order = _day_order(raw, table)
    columns: dict[str, pd.Series] = {"row": raw.frame["row"].astype("int64")}
    findings: list[Finding] = []
    faults: list[Fault] = []
    for column in table.columns:
        if column.name not in raw.frame:
            columns[column.name] = blank_column(column, raw.frame.index)
            continue
        read = _read(raw.frame[column.name], column, order)
        columns[column.name] = read.cells
        findings += _respelled(read, table=table, column=column, rows=raw.frame["row"], order=order)
        faults += _unreadable(read, column, order, cells=raw.frame[column.name])
    frame = pd.DataFrame(columns).reset_index(drop=True)
    return Normalised(frame, findings_frame(findings), faults)


def blank_column(column: Column, index: pd.Index) -> pd.Series:
    """A column of the contract that the file lacks: blank, in its type."""
    if column.type == "list":
        return read_list(pd.Series(None, index=index, dtype="object"), column).cells
    return pd.Series(None, index=index, dtype=BLANK_TYPES.get(column.type, "str"))


def _day_order(raw: RawTable, table: Table) -> DayOrder | None:
    """A file writes its dates in one way: what one column proves holds for the others."""
    dated = [c.name for c in table.columns if c.type in DATED and c.name in raw.frame]
    return day_order([raw.frame[name] for name in dated])


def _read(values: pd.Series, column: Column, order: DayOrder | None) -> Read:
    if column.type in DATED:
        if column.type == "month":
            return read_months(values, order=order)
        return read_dates(values, order=order, time=column.type == "datetime")
    readers: dict[str, Callable[[pd.Series, Column], Read]] = {
        "level": read_choice,
        "enum": read_choice,
        "list": read_list,
        "boolean": read_boolean,
        "integer": _read_number,
        "number": _read_number,
        "string": _read_string,
    }
    return readers[column.type](values, column)


def _read_string(values: pd.Series, _: Column) -> Read:
    texts = as_text(values).str.strip()
    return plain(texts.mask(texts == ""))


def _read_number(values: pd.Series, column: Column) -> Read:
    filled = values.notna()
    if isinstance(values.dtype, pd.StringDtype):
        texts = values.str.strip()
        filled = filled & (texts != "")
        values = texts.str.removesuffix("%") if column.unit == "per cent" else texts
    if pd.api.types.is_bool_dtype(values.dtype):  # yes and no are no numbers
        values = pd.Series(np.nan, index=values.index)
    numbers = pd.to_numeric(values, errors="coerce").astype("float64")
    numbers = numbers.where(np.isfinite(numbers))
    if column.type == "integer":
        numbers = numbers.where(numbers % 1 == 0)
    lost = (filled & numbers.isna()).to_numpy(dtype=bool)
    return plain(numbers.astype("Int64") if column.type == "integer" else numbers, unreadable=lost)


def _respelled(
    read: Read, *, table: Table, column: Column, rows: pd.Series, order: DayOrder | None
) -> Iterator[Finding]:
    """Counts of what was read from another spelling, or as the list's catch-all."""
    respelled = "another_date_form" if column.type in DATED else "another_spelling"
    for rows_read, code in (
        (read.respelled, f"read_from_{respelled}"),
        (read.other, "read_as_other"),
    ):
        if rows_read.any():
            message = f"{rows_read.sum():,} values{_how(read.cells[rows_read], column, order)}"
            message += f" ({first_rows(rows[rows_read])})"
            yield found(table.name, code, message, column=column.name)


def _how(cells: pd.Series, column: Column, order: DayOrder | None) -> str:
    if column.type in DATED:
        return {"dmy": ", day before month", "mdy": ", month before day"}.get(order or "", "")
    if column.type == "list":
        return f": {column.otherwise}"
    counts = cells.fillna("blank").value_counts().sort_index()
    return ": " + ", ".join(f"{value} {count:,}" for value, count in counts.items())


def _unreadable(
    read: Read, column: Column, order: DayOrder | None, *, cells: pd.Series
) -> Iterator[Fault]:
    if not read.unreadable.any():
        return
    strict = column.severity == "error"
    code = "unreadable_value" if strict else "unreadable_not_used"
    allowed = DAYS_READ[order] if column.type in DATED else _kind(column)
    lost = as_text(cells[read.unreadable])
    if column.type in DATED and lost.str.fullmatch(SERIAL).any():
        allowed += f"; {DAY_NUMBERS}"
    yield Fault(np.flatnonzero(read.unreadable), column.name, code, f"allowed: {allowed}")


def _kind(column: Column) -> str:
    names = {"integer": "a whole number", "number": "a number", "boolean": "yes or no"}
    return names.get(column.type, ", ".join(column.allowed))
