"""Days of a file: one order of day and month, and the day it was where the records were made."""

from collections.abc import Mapping

import pandas as pd

from contracts.checks.dates import DayOrder, day_order, slashed_parts, year_first
from contracts.files.dialect import Dialect
from contracts.findings import Finding, first_rows, found

UTC = ("UTC", "Etc/UTC", "Z", "+00:00", "GMT", "utc")
IN_UTC = r"^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(?:Z|UTC|\+00:?00|\+00)$"
WITH_OFFSET = r"^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}\S*?) ?([+-]\d{2}:?\d{2})$"
TOP_DAYS = 12
ENOUGH = 10
ORDERS = {"dmy": "day before month", "mdy": "month before day"}
ColumnPlaces = Mapping[str, tuple[str, str]]


def settle_days(
    frame: pd.DataFrame, places: ColumnPlaces, dialect: Dialect
) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows of one file with its days year first, and what settling them showed.

    Parameters
    ----------
    frame : DataFrame
        Rows of one file, with ``row``.
    places : mapping of str to (str, str)
        Columns of days, and the table and column by which findings name each.
    dialect : Dialect
        ``dates`` says the order; where it does not, what any column proves holds for the file,
        unless another column proves the contrary: then each keeps to its own. Moments in UTC
        become the day and hour of ``timezone``.
    """
    findings: list[Finding] = []
    days: dict[str, pd.Series] = {}
    for name, place in places.items():
        days[name], moved = _local(frame[name], dialect.timezone)
        findings += _found(
            place, "utc_read_as_local", moved, frame["row"], "a day later or earlier"
        )
        elsewhere = _of_another_zone(frame[name], dialect.timezone)
        findings += _found(place, "day_of_another_zone", elsewhere, frame["row"], "as written")
    proofs = {name: order for name, values in days.items() if (order := day_order([values]))}
    order = dialect.dates or _agreed(proofs, days)
    findings += _differing(places, proofs) if dialect.dates is None else []
    for name, place in places.items():
        own_order = order or proofs.get(name)
        findings += _contradictions(place, days[name], own_order, frame["row"])
        findings += _swapped(place, days[name])
        slashed = slashed_parts(days[name]).reindex(frame.index)[0].notna()
        if own_order is None:
            continue
        findings += _found(
            place, "read_from_another_date_form", slashed, frame["row"], ORDERS[own_order]
        )
        days[name] = year_first(days[name], own_order)
    return frame.assign(**days), findings


def _agreed(proofs: Mapping[str, DayOrder], days: Mapping[str, pd.Series]) -> DayOrder | None:
    """The order that columns prove, None where they prove none or contradict each other."""
    orders = set(proofs.values())
    torn = any(day_order([values]) is None and _is_torn(values) for values in days.values())
    return orders.pop() if len(orders) == 1 and not torn else None


def _differing(places: ColumnPlaces, proofs: Mapping[str, DayOrder]) -> list[Finding]:
    """One finding for each column that proves another order than the first column that does."""
    first = next(iter(proofs.values()), None)
    return [
        found(places[name][0], "day_order_contradicts", ORDERS[order], column=places[name][1])
        for name, order in proofs.items()
        if order != first
    ]


def _is_torn(values: pd.Series) -> bool:
    parts = slashed_parts(values)
    return bool((parts[0] > TOP_DAYS).any() and (parts[1] > TOP_DAYS).any())


def _contradictions(
    place: tuple[str, str], values: pd.Series, order: DayOrder | None, rows: pd.Series
) -> list[Finding]:
    """Days that the other order alone can read, where this one holds."""
    parts = slashed_parts(values)
    if order is None:
        against = (parts > TOP_DAYS).any(axis=1) if _is_torn(values) else parts[0] < 0
    else:
        against = parts[1 if order == "dmy" else 0] > TOP_DAYS
    mask = against.reindex(values.index, fill_value=False)
    shown = f"not {ORDERS[order]}" if order else "both orders are proven, so neither is believed"
    return _found(place, "day_order_contradicts", mask, rows, shown)


def _swapped(place: tuple[str, str], values: pd.Series) -> list[Finding]:
    """A spreadsheet that read day and month the wrong way leaves as text what it could not read.

    Slashed texts then all have a day above 12, and all other days are 12 or less.
    """
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return []
    parts = slashed_parts(values)
    iso = values.astype("str").str.extract(r"^\d{4}-\d{2}-(\d{2})")[0].dropna().astype("int64")
    left = (parts > TOP_DAYS).any(axis=1)
    if len(left) < ENOUGH or len(iso) < ENOUGH or not left.all() or (iso > TOP_DAYS).any():
        return []
    detail = (
        f"all {len(iso):,} days written year first are 12 or less, all {len(left):,} with slashes "
        "above 12: day and month of the first may have changed places"
    )
    return [found(place[0], "days_months_swapped", detail, column=place[1])]


def _local(values: pd.Series, timezone: str) -> tuple[pd.Series, pd.Series]:
    """Moments in UTC as local ones, other offsets left off; and where the day is another."""
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        wall = values.dt.tz_localize(None)
        if str(values.dt.tz) not in UTC:
            return wall, pd.Series(False, index=values.index)
        local = values.dt.tz_convert(timezone).dt.tz_localize(None)
        return local, (local.dt.normalize() != wall.dt.normalize()) & local.notna()
    unmoved = pd.Series(False, index=values.index)
    if not isinstance(values.dtype, pd.StringDtype):
        return values, unmoved
    moments = values.str.extract(IN_UTC)[0]
    if not moments.notna().any():
        return values, unmoved
    utc = pd.to_datetime(moments, format="ISO8601", errors="coerce", utc=True)
    local = utc.dt.tz_convert(timezone).dt.tz_localize(None)
    texts = local.dt.strftime("%Y-%m-%dT%H:%M:%S")
    moved = (local.dt.date != utc.dt.date) & local.notna()
    return values.mask(local.notna(), texts), moved


def _of_another_zone(values: pd.Series, timezone: str) -> pd.Series:
    """Where a moment with another offset than UTC has another day in ``timezone``."""
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        wall, utc = values.dt.tz_localize(None), str(values.dt.tz) in UTC
        there = values.dt.tz_convert(timezone).dt.tz_localize(None)
        return _moved(there.dt.normalize(), wall.dt.normalize()) & (not utc)
    if not isinstance(values.dtype, pd.StringDtype):
        return pd.Series(False, index=values.index)
    parts = values.where(~values.str.fullmatch(IN_UTC).fillna(True)).str.extract(WITH_OFFSET)
    moments = pd.to_datetime(parts[0] + parts[1], format="ISO8601", errors="coerce", utc=True)
    there = moments.dt.tz_convert(timezone)
    return _moved(there.dt.strftime("%Y-%m-%d"), parts[0].str[:10])


def _moved(days: pd.Series, written: pd.Series) -> pd.Series:
    """Where a day that is there is another than the one written."""
    return days.ne(written) & days.notna()


def _found(
    place: tuple[str, str], code: str, mask: pd.Series, rows: pd.Series, detail: str
) -> list[Finding]:
    if not mask.any():
        return []
    where = first_rows(rows[mask.to_numpy()])
    return [found(place[0], code, f"{mask.sum():,} values, {detail} ({where})", column=place[1])]
