"""Dates however they are written, as days without a clock; nothing is guessed."""

from typing import Literal

import numpy as np
import pandas as pd

from contracts.checks.spellings import Read, plain
from contracts.files.cells import as_text

DayOrder = Literal["dmy", "mdy"]
LAST_YEAR = 9999  # a day beyond it can be neither written nor compared
ISO = r"^\d{4}-\d{2}-\d{2}(?:[T ].*)?$"
WITHOUT_ZONE = r"^\d{4}-\d{2}-\d{2}(?:[T ][^-+A-Za-z]*)?$"
OFFSET = r"(?: ?UTC|Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$"
SLASHED = r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})([T ].*)?$"
CLOCK = (  # Oracle writes stops between hours, minutes and seconds, and may name a zone
    r"[T ]+([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d)(?:[.,]\d+)?)? *([AaPp]\.?[Mm]\.?)?"
    r"(?: *(?:Z|UTC|[+-](?:0\d|1[0-4]):?[0-5]\d|[A-Z][A-Za-z]+/[A-Za-z_]+))?$"
)
# two figures of a year as Oracle's RR means them: 50 to 99 are of the last century
OF_THE_CENTURY = "%d-%b-%y"
OTHER_FORMS = (
    (r"^\d{8}$", "%Y%m%d"),
    (r"^\d{4}/\d{1,2}/\d{1,2}$", "%Y/%m/%d"),
    (r"^\d{4}-\d{1,2}-\d{1,2}$", "%Y-%m-%d"),
    (r"^\d{1,2}-[A-Za-z]{3}-\d{4}$", "%d-%b-%Y"),
    (r"^\d{1,2}-[A-Za-z]{3}-\d{2}$", OF_THE_CENTURY),
    (r"^\d{1,2} [A-Za-z]+ \d{4}$", "%d %B %Y"),
    (r"^\d{1,2} [A-Za-z]{3} \d{4}$", "%d %b %Y"),
)
MONTH_FORMS = (
    (r"^\d{4}-\d{2}$", "%Y-%m"),
    (r"^\d{4}/\d{2}$", "%Y/%m"),
    (r"^\d{6}$", "%Y%m"),
    (r"^\d{1,2}/\d{4}$", "%m/%Y"),
    (r"^[A-Za-z]{3}[ -]\d{4}$", "%b %Y"),
    (r"^[A-Za-z]{3}[ -]\d{2}$", "%b %y"),
    (r"^[A-Za-z]+[ -]\d{4}$", "%B %Y"),
)
SHORT = r"^\d{4}-\d{2}(?:$|-)"


def day_order(columns: list[pd.Series]) -> DayOrder | None:
    """Whether dates with slashes put the day first, as far as these columns prove it.

    Examples
    --------
    >>> day_order([pd.Series(["03/04/2024", "25/12/2023"])])
    'dmy'
    >>> day_order([pd.Series(["03/04/2024"])]) is None
    True
    """
    found = [slashed_parts(column) for column in columns]
    first = any((parts[0] > 12).any() for parts in found)
    second = any((parts[1] > 12).any() for parts in found)
    if first == second:
        return None
    return "dmy" if first else "mdy"


def year_first(values: pd.Series, order: DayOrder | None) -> pd.Series:
    """Texts of dates with the year first; as they are where no ``order`` is declared.

    Examples
    --------
    >>> list(year_first(pd.Series(["3/4/2024 10:00", "2024-04-03", "soon"]), "dmy"))
    ['2024-04-03 10:00', '2024-04-03', 'soon']
    >>> list(year_first(pd.Series(["3/4/2024"]), "mdy"))
    ['2024-03-04']
    """
    if order is None or values.dtype != "str":
        return values
    parts = values.str.strip().str.extract(SLASHED)
    return (_iso_of(parts, order) + parts[3].fillna("")).where(parts[2].notna(), values)


def read_dates(values: pd.Series, *, order: DayOrder | None, time: bool = False) -> Read:
    """Dates as naive timestamps, at midnight unless ``time``; an offset from UTC is left off.

    Dates with slashes are unreadable where ``order`` is None and day and month differ.
    """
    if _is_dated(values):
        naive = values.dt.tz_localize(None) if values.dt.tz is not None else values
        far = (naive.dt.year > LAST_YEAR).fillna(False).to_numpy(dtype=bool)
        days = (naive if time else naive.dt.normalize()).astype("datetime64[us]")
        return plain(days.mask(far), unreadable=far)
    codes, different = pd.factorize(values)
    texts = _texts(pd.Series(different))
    parsed = _parsed(texts, order=order)
    days = (parsed if time else parsed.dt.normalize()).reindex(codes).set_axis(values.index)
    lost = np.append((parsed.isna() & texts.notna()).to_numpy(), False)[codes]
    restated = ~texts.fillna("").str.match(ISO).to_numpy(dtype=bool) & parsed.notna().to_numpy()
    return Read(days, lost, np.append(restated, False)[codes], np.zeros(len(values), dtype=bool))


def read_months(values: pd.Series, *, order: DayOrder | None) -> Read:
    """Months as the first day of each, from a month however written or any date in the month.

    Examples
    --------
    >>> read = read_months(pd.Series(["2026-03", "Mar 2026", "17/03/2026"]), order="dmy")
    >>> list(read.cells.dt.day)
    [1, 1, 1]
    """
    if _is_dated(values):
        return _first_days(read_dates(values, order=order))
    texts = _texts(values)
    months = _by_form(texts.str.replace(r"^([A-Za-z]+)-", r"\1 ", regex=True), MONTH_FORMS)
    read = _first_days(read_dates(texts.where(months.isna()), order=order))
    restated = months.notna() & ~texts.str.match(SHORT).fillna(False).astype(bool)
    respelled = read.respelled | restated.to_numpy(dtype=bool)
    return Read(read.cells.fillna(months), read.unreadable, respelled, read.other)


def _first_days(read: Read) -> Read:
    months = read.cells.dt.to_period("M").dt.to_timestamp().astype("datetime64[us]")
    return Read(months, read.unreadable, read.respelled, read.other)


def _is_dated(values: pd.Series) -> bool:
    return pd.api.types.is_datetime64_any_dtype(values.dtype)


def _texts(values: pd.Series) -> pd.Series:
    texts = as_text(values).str.strip()
    return texts.mask(texts == "")


def slashed_parts(values: pd.Series) -> pd.DataFrame:
    """The first two numbers of each slashed day, in columns 0 and 1; other cells are left out."""
    if _is_dated(values):
        return pd.DataFrame({0: [], 1: []}, dtype="int64")
    return _texts(values).str.extract(SLASHED)[[0, 1]].dropna().astype("int64")


def _parsed(texts: pd.Series, *, order: DayOrder | None) -> pd.Series:
    bare = texts.where(~texts.str.match(ISO).fillna(False).astype(bool), _without_offset(texts))
    iso = bare.where(bare.str.match(WITHOUT_ZONE).fillna(False).astype(bool))
    parsed = pd.to_datetime(iso, format="ISO8601", errors="coerce").astype("datetime64[us]")
    if parsed.notna().sum() == texts.notna().sum():
        return parsed
    days = texts.str.replace(CLOCK, "", regex=True)
    others = _by_form(days, OTHER_FORMS).fillna(_from_slashes(days, order=order))
    return parsed.fillna(others + _clock(texts))


def _without_offset(texts: pd.Series) -> pd.Series:
    return texts.str.replace(OFFSET, "", regex=True).where(texts.str.len() > 16, texts)


def _by_form(texts: pd.Series, forms: tuple[tuple[str, str], ...]) -> pd.Series:
    """Days of the texts that have one of the forms, blank for the others."""
    days = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us]")
    for pattern, form in forms:
        matching = texts.where(texts.str.match(pattern).fillna(False).astype(bool))
        if matching.notna().any():
            read = pd.to_datetime(matching, format=form, errors="coerce").astype("datetime64[us]")
            days = days.fillna(_of_the_century(read) if form == OF_THE_CENTURY else read)
    return days


def _of_the_century(days: pd.Series) -> pd.Series:
    """Days of 2050 and later, read from two figures of the year, a hundred years earlier."""
    return days.mask(days.dt.year >= 2050, days - pd.DateOffset(years=100))


def _from_slashes(days: pd.Series, *, order: DayOrder | None) -> pd.Series:
    parts = days.str.extract(SLASHED)
    certain = parts[0] == parts[1] if order is None else parts[0].notna()
    certain &= parts[3].isna()  # what is left behind the day is no time of day
    date = _iso_of(parts, order or "dmy").where(certain)
    return pd.to_datetime(date, format="%Y-%m-%d", errors="coerce").astype("datetime64[us]")


def _iso_of(parts: pd.DataFrame, order: DayOrder) -> pd.Series:
    """Year-month-day of the three numbers that ``SLASHED`` finds, in columns 0 to 2."""
    day, month = (0, 1) if order == "dmy" else (1, 0)
    return parts[2] + "-" + parts[month].str.zfill(2) + "-" + parts[day].str.zfill(2)


def _clock(texts: pd.Series) -> pd.Series:
    """The time of day at the end of each text, none where there is none; twelve-hour clocks too."""
    parts = texts.str.extract(CLOCK)
    hours, half = parts[0].astype("float64"), parts[3].str.lower()
    hours = hours.where(half.isna(), hours % 12 + 12 * half.str[0].eq("p"))
    seconds = hours * 3600 + parts[1].astype("float64") * 60 + parts[2].astype("float64").fillna(0)
    return pd.to_timedelta(seconds.fillna(0), unit="s").astype("timedelta64[us]")
