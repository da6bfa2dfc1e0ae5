"""The day a run speaks of: stated, or the latest day on record; never the clock."""

import datetime as dt

import pandas as pd

from contracts.errors import InputError
from contracts.findings import Finding, found

FAR = pd.Timedelta(days=366)
ENOUGH_TO_TELL = 10


def settle_run_date(stated: str | dt.date, days: pd.Series) -> pd.Timestamp | None:
    """The run date, or None where the records have no dates.

    ``latest`` is the latest of ``days``, except that a few dates (at most one in a hundred, or
    one) more than a year after all others are taken for slips of the pen.

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
    """The few dates at the end of sorted ``days`` that lie more than a year after all others."""
    few = max(1, len(days) // 100)
    if len(days) < ENOUGH_TO_TELL:
        return days.iloc[:0]
    tail = days.iloc[-few - 1 :]
    jumps = tail.diff() > FAR
    return tail.loc[jumps.idxmax() :] if jumps.any() else days.iloc[:0]


def slips_found(days: pd.Series, *, run_date: pd.Timestamp | None) -> list[Finding]:
    """A finding where dates after the run date were left aside in settling it."""
    later = int((days > run_date).sum()) if run_date is not None else 0
    if run_date is None or not later:
        return []
    message = f"{later:,} dates lie more than a year after all others; run date {run_date.date()}"
    return [found("assessments", "run_date_not_the_last", message, column="assessment_date")]


def _stated(stated: str | dt.date) -> pd.Timestamp:
    try:
        return pd.Timestamp(dt.date.fromisoformat(str(stated)))
    except ValueError:
        message = "check.run_date is neither; allowed: latest, or a day as 2025-06-30"
        raise InputError("params.yaml", [message], "correct check.run_date") from None
