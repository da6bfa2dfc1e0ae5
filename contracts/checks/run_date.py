"""The day a run speaks of: stated, or the latest day on record; never the clock."""

import datetime as dt

import pandas as pd

from contracts.errors import InputError
from contracts.findings import Finding, found

ENOUGH_TO_TELL = 10
# how far after all others, and at most what share of all dates, for a slip of the pen: a pause of
# a year or two in the records is possible, one of several years with hardly anything after it not
SLIPS = ((pd.Timedelta(days=366), 0.01), (pd.Timedelta(days=3 * 366), 0.25))
PAUSE = SLIPS[0][0]


def settle_run_date(stated: str | dt.date, days: pd.Series) -> pd.Timestamp | None:
    """The run date, or None where the records have no dates.

    ``latest`` is the latest of ``days``, except that a few dates far after all others are taken
    for slips of the pen: one in a hundred (or one alone) after a gap of a year, or up to a
    quarter after one of three years.

    Raises
    ------
    InputError
        If ``stated`` is neither ``latest`` nor a date.

    Examples
    --------
    >>> slip = pd.DatetimeIndex(["2204-01-05"])
    >>> days = pd.date_range("2024-01-01", periods=20).append(slip)
    >>> settle_run_date("latest", pd.Series(days))
    Timestamp('2024-01-20 00:00:00')
    """
    if stated != "latest":
        return _stated(stated)
    dated = days.dropna().sort_values(ignore_index=True)
    return None if dated.empty else dated.iloc[len(dated) - len(slips(dated)) - 1]


def slips(days: pd.Series) -> pd.Series:
    """The few dates at the end of sorted ``days`` that lie far after all others."""
    if len(days) < ENOUGH_TO_TELL:
        return days.iloc[:0]
    gaps = days.diff()
    after = pd.Series(range(len(days), 0, -1), index=days.index)
    odd = pd.Series(False, index=days.index)
    for gap, share in SLIPS:
        odd |= (gaps > gap) & (after <= max(1, int(share * len(days))))
    return days.loc[odd.idxmax() :] if odd.any() else days.iloc[:0]


def slips_found(days: pd.Series, *, run_date: pd.Timestamp | None) -> list[Finding]:
    """A finding where dates were left aside in settling the run date, or a pause precedes it."""
    if run_date is None:
        return []
    later = int((days > run_date).sum())
    if later:
        message = f"{later:,} dates lie more than a year after all others; "
        message += f"run date {run_date.date()}"
        return [found("assessments", "run_date_not_the_last", message, column="assessment_date")]
    dated = days.dropna().sort_values(ignore_index=True)
    pauses = dated[(dated.diff() > PAUSE) & (dated.index >= len(dated) // 2)]
    if pauses.empty:
        return []
    late = int((dated >= pauses.iloc[-1]).sum())
    message = f"{late:,} of {len(dated):,} dates follow a pause of more than a year; "
    message += f"run date {run_date.date()}"
    return [found("assessments", "run_date_after_a_pause", message, column="assessment_date")]


def _stated(stated: str | dt.date) -> pd.Timestamp:
    try:
        return pd.Timestamp(dt.date.fromisoformat(str(stated)))
    except ValueError:
        message = "check.run_date is neither; allowed: latest, or a day as 2025-06-30"
        raise InputError("params.yaml", [message], "correct check.run_date") from None
