"""Dates however they are written, as days without a clock; nothing is guessed."""

from typing import Literal

import numpy as np
import pandas as pd

from contracts.spellings import Read, plain

DayOrder = Literal["dmy", "mdy"]
ISO = r"^\d{4}-\d{2}-\d{2}(?:[T ].*)?$"
OFFSET = r"(?:Z|[+-]\d{2}:?\d{2})$"
SLASHED = r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?))?$"
OTHER_FORMS = (
    (r"^\d{8}$", "%Y%m%d"),
    (r"^\d{1,2}-[A-Za-z]{3}-\d{4}$", "%d-%b-%Y"),
    (r"^\d{1,2}-[A-Za-z]{3}-\d{2}$", "%d-%b-%y"),
    (r"^\d{1,2} [A-Za-z]+ \d{4}$", "%d %B %Y"),
)


def day_order(columns: list[pd.Series]) -> DayOrder | None:
    """Whether dates with slashes put the day first, as far as these columns prove it.

    Examples
    --------
    >>> day_order([pd.Series(["03/04/2024", "25/12/2023"])])
    'dmy'
    >>> day_order([pd.Series(["03/04/2024"])]) is None
    True
    """
    found = [_slashed(_texts(column)) for column in columns if not _is_dated(column)]
    first = any((parts[0] > 12).any() for parts in found)
    second = any((parts[1] > 12).any() for parts in found)
    if first == second:
        return None
    return "dmy" if first else "mdy"


def read_dates(values: pd.Series, *, order: DayOrder | None, time: bool = False) -> Read:
    """Dates as naive timestamps, at midnight unless ``time``; an offset from UTC is left off.

    Dates with slashes are unreadable where ``order`` is None and day and month differ.
    """
    if _is_dated(values):
        naive = values.dt.tz_localize(None) if values.dt.tz is not None else values
        return plain((naive if time else naive.dt.normalize()).astype("datetime64[us]"))
    codes, different = pd.factorize(values)
    texts = _texts(pd.Series(different))
    parsed = _parsed(texts, order=order)
    days = (parsed if time else parsed.dt.normalize()).reindex(codes).set_axis(values.index)
    lost = np.append((parsed.isna() & texts.notna()).to_numpy(), False)[codes]
    restated = ~texts.fillna("").str.match(ISO).to_numpy(dtype=bool) & parsed.notna().to_numpy()
    return Read(days, lost, np.append(restated, False)[codes], np.zeros(len(values), dtype=bool))


def read_months(values: pd.Series, *, order: DayOrder | None) -> Read:
    """Months as the first day of each, from year-month or from any date in the month."""
    if not _is_dated(values):
        texts = _texts(values)
        short = texts.str.fullmatch(r"\d{4}-\d{2}").fillna(False).astype(bool)
        values = texts.where(~short, texts + "-01")
    read = read_dates(values, order=order)
    months = read.cells.dt.to_period("M").dt.to_timestamp().astype("datetime64[us]")
    return Read(months, read.unreadable, read.respelled, read.other)


def _is_dated(values: pd.Series) -> bool:
    return pd.api.types.is_datetime64_any_dtype(values.dtype)


def _texts(values: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(values.dtype):
        values = values.astype("Int64")
    texts = values.astype("str").str.strip()
    return texts.mask(texts == "")


def _slashed(texts: pd.Series) -> pd.DataFrame:
    return texts.str.extract(SLASHED)[[0, 1]].dropna().astype("int64")


def _parsed(texts: pd.Series, *, order: DayOrder | None) -> pd.Series:
    bare = texts.where(~texts.str.match(ISO).fillna(False).astype(bool), _without_offset(texts))
    iso = bare.where(bare.str.match(ISO).fillna(False).astype(bool))
    parsed = pd.to_datetime(iso, format="ISO8601", errors="coerce").astype("datetime64[us]")
    for pattern, form in OTHER_FORMS:
        matching = texts.where(texts.str.match(pattern).fillna(False).astype(bool))
        if matching.notna().any():
            parsed = parsed.fillna(pd.to_datetime(matching, format=form, errors="coerce"))
    return parsed.fillna(_from_slashes(texts, order=order))


def _without_offset(texts: pd.Series) -> pd.Series:
    return texts.str.replace(OFFSET, "", regex=True).where(texts.str.len() > 16, texts)


def _from_slashes(texts: pd.Series, *, order: DayOrder | None) -> pd.Series:
    parts = texts.str.extract(SLASHED)
    day, month = (1, 0) if order == "mdy" else (0, 1)
    certain = parts[0] == parts[1] if order is None else parts[0].notna()
    date = parts[2] + "-" + parts[month].str.zfill(2) + "-" + parts[day].str.zfill(2)
    written = (date + " " + parts[3].fillna("00:00")).where(certain)
    return pd.to_datetime(written, format="ISO8601", errors="coerce").astype("datetime64[us]")
