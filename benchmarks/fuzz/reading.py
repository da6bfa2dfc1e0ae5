"""The second reading: what a cell says by itself, apart from the code that is tried.

Only what is plain is read here. Whatever else the check stage makes of a cell it has to account
for, by a finding about that row or that column.
"""

import datetime as dt
import decimal
import re
import unicodedata
import zoneinfo
from collections.abc import Callable
from typing import Any

import pandas as pd

from contracts.sources.profile.schema import Profile
from contracts.table import Column

PLACE = zoneinfo.ZoneInfo("Europe/London")  # where records of the profile are made
BREAKS = re.compile(r"\r\n|\n|\t")
WHOLE = re.compile(r"^([+-]?\d+)\.0+$")  # one spelling of a number that names something
SPREAD = re.compile(r"[|,;]")
NUMBER = re.compile(r"-?(\d{1,15}(\.\d+|,\d\d?)?|\.\d+)([eE][+-]?\d)?")
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ][0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)?")
NOTHING = object()  # a cell that has no plain reading


def plain_reading(cell: Any, column: Column, source: Profile) -> Any:
    """What the cell says in the column's type: a value, None where blank, or ``NOTHING``.

    Parameters
    ----------
    cell : text, or a value of Parquet
    column : Column
        Of the contract.
    source : Profile
        Whose levels and words for a blank are meant.
    """
    if cell is None or (
        isinstance(cell, str) and (not cell.strip() or cell.strip() in source.blank)
    ):
        return None
    readers: dict[str, Callable[[Any, Column], Any]] = {
        "string": _text,
        "number": _number,
        "integer": _number,
        "date": _day,
        "datetime": _day,
        "month": _day,
        "boolean": _flag,
        "list": _list,
    }
    if column.type in readers:
        return readers[column.type](cell, column)
    text = str(cell).strip().lower()
    return text if text in (column.allowed or source.scale.levels) else NOTHING


def same(kept: Any, read: Any) -> bool:
    """Whether a kept value is what the second reading found."""
    if read is NOTHING:
        return False
    missing = kept is None or (not isinstance(kept, (list, tuple)) and pd.isna(kept))
    if missing or read is None:
        return missing and read is None
    if isinstance(read, float):
        return abs(float(kept) - read) <= 1e-9 * max(1.0, abs(read))
    if isinstance(read, dt.date):
        return pd.Timestamp(kept).date() == read
    return list(kept) == read if isinstance(read, list) else kept == read


def _text(cell: Any, _: Column) -> Any:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.date):
        return str(cell).removesuffix(" 00:00:00")
    if isinstance(cell, float):
        whole = cell.is_integer() and abs(cell) < 2**53
        return str(int(cell)) if whole else str(cell)
    text = str(cell).strip() if isinstance(cell, (str, int, decimal.Decimal)) else "\0"
    unseen = any(unicodedata.category(letter) in ("Cc", "Cf") for letter in BREAKS.sub("", text))
    other = unseen or unicodedata.normalize("NFC", text) != text
    return NOTHING if other else WHOLE.sub(r"\1", text)


def _number(cell: Any, column: Column) -> Any:
    if isinstance(cell, bool):
        return NOTHING
    if isinstance(cell, (int, float, decimal.Decimal)):
        return float(cell) if abs(float(cell)) < 1e15 else NOTHING
    text = cell.strip() if isinstance(cell, str) else ""
    text = text.removesuffix("%") if column.unit == "per cent" else text
    return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else NOTHING


def _day(cell: Any, _: Column) -> Any:
    if isinstance(cell, dt.datetime):
        return cell.astimezone(PLACE).date() if cell.tzinfo else cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = str(cell).strip()
    moment = MOMENT.fullmatch(text)
    day = DAY.fullmatch(moment.group(1) if moment else text)
    try:
        return dt.date(*map(int, day.groups())) if day else NOTHING
    except ValueError:
        return NOTHING


def _flag(cell: Any, _: Column) -> Any:
    words = dict.fromkeys(("true", "yes", "y", "1", "1.0"), True)
    words |= dict.fromkeys(("false", "no", "n", "0", "0.0"), False)
    return words.get(str(cell).strip().lower(), NOTHING)


def _list(cell: Any, column: Column) -> Any:
    codes = {code.lower(): code for code in column.allowed}
    if isinstance(cell, (list, tuple)):
        items = {str(item).lower() for item in cell if item is not None}
        none = not items
    elif isinstance(cell, str):
        items = {item.strip().lower() for item in SPREAD.split(cell)} - {""}
        none = cell.strip() == "[]"
    else:
        return NOTHING
    if none:
        return []
    return sorted(codes[item] for item in items) if items and items <= set(codes) else NOTHING
