"""Names of lists: safe in a file name, and the same for the same team, date and cadence."""

import datetime as dt
import re
from collections.abc import Sequence

import pandas as pd

from worklists.case_reference import keyed_numbers


def list_ids(units: Sequence[str], cadence: str, day: str) -> dict[str, str]:
    """A name for each team's list: cadence, date and team.

    A team whose code holds other characters than letters, digits, hyphens and underscores is
    named by a number made from its code.

    Examples
    --------
    >>> list_ids(["N01"], "weekly", "2026-11-16")
    {'N01': 'weekly-2026-11-16-N01'}
    """
    return {unit: f"{cadence}-{day}-{_safe(unit)}" for unit in units}


def list_date(run_date: dt.date | None) -> str:
    """The list's date as text; ``undated`` for a source without dates."""
    return "undated" if run_date is None else run_date.isoformat()[:10]


def _safe(unit: str) -> str:
    if re.fullmatch("[A-Za-z0-9_-]{1,24}", unit):
        return unit
    return f"team{int(keyed_numbers(pd.Series([unit]), '', 'team')[0] * 10**9):09d}"
