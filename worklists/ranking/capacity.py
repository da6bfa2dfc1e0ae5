"""How many cases each team can look at: from a file, a default, and a total with a floor."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from contracts.errors import InputError
from contracts.files.plain import read_plain
from worklists.ranking.list_rules import unreadable

COLUMNS = ("unit_id", "cases_per_list")


def read_capacity(path: Path) -> pd.DataFrame:
    """The capacity file as text, however a spreadsheet saved it.

    Raises
    ------
    InputError
        If it cannot be read, or lacks a column.
    """
    if not path.is_file():
        raise unreadable("rank.capacity", FileNotFoundError())
    return read_plain(path, COLUMNS)


def capacities(
    table: pd.DataFrame | None, units: Sequence[str], default: int, where: str = "capacity file"
) -> "pd.Series[int]":
    """Cases per list for each team, in order of team.

    Parameters
    ----------
    table : DataFrame or None
        ``unit_id`` and ``cases_per_list`` as text, from the capacity file; None without one.
    units : sequence of str
        The teams on record.
    default : int
        For teams that the file does not name.
    where : str
        Name of the file, for messages.

    Raises
    ------
    InputError
        With all faults of the file: columns, blanks, teams named twice or not on record, and
        numbers that are not whole or below 0.

    Examples
    --------
    >>> table = pd.DataFrame({"unit_id": ["N01"], "cases_per_list": ["12"]})
    >>> capacities(table, ["N01", "N02"], default=20).to_dict()
    {'N01': 12, 'N02': 20}
    """
    index = pd.Index(sorted(units), name="unit_id", dtype=str)
    if table is None:
        return pd.Series(default, index=index, dtype=int)
    faults = _faults(table, units)
    if faults:
        raise InputError(
            where, faults, "correct the file; one row per team: unit_id,cases_per_list"
        )
    cases = table.set_index("unit_id")["cases_per_list"].astype(int)
    return cases.reindex(index).fillna(default).astype(int)


def share_out(
    ordered: pd.DataFrame, capacity: "pd.Series[int]", *, total: int, minimum: int
) -> "pd.Series[int]":
    """Places per team where all teams together can look at ``total`` cases.

    Every team gets ``minimum`` places (or its capacity, or its cases, if fewer); the rest go to
    the first cases in order, wherever they are, until the total is spent. No team gets more
    than its own capacity. A larger total never takes a place away.

    Parameters
    ----------
    ordered : DataFrame
        ``unit_id`` and ``rank_in_team`` (1 is first) of all cases that may be listed, the first
        to be read on top.

    Raises
    ------
    InputError
        If the total does not cover the floor.
    """
    places = ordered["unit_id"].map(capacity).to_numpy()
    within = ordered[ordered["rank_in_team"] <= places]
    floor = within[within["rank_in_team"] <= minimum]
    if len(floor) > total:
        fault = f"'total_cases' is {total}; the floor of {minimum} per team needs {len(floor)}"
        raise InputError("section 'rank'", [fault], "raise total_cases or lower minimum_per_list")
    rest = within[within["rank_in_team"] > minimum].head(total - len(floor))
    shares = pd.concat([floor, rest])["unit_id"].value_counts()
    return shares.reindex(capacity.index, fill_value=0).astype(int)


def _faults(table: pd.DataFrame, units: Sequence[str]) -> list[str]:
    if list(table.columns) != list(COLUMNS):
        return [f"the header has {len(table.columns)} column(s); allowed: {','.join(COLUMNS)}"]
    unit, cases = table["unit_id"].fillna(""), table["cases_per_list"].fillna("")
    tests = {
        "'unit_id' is blank": unit == "",
        "'unit_id' is not a team on record": ~unit.isin(units) & (unit != ""),
        "'unit_id' is named before": unit.duplicated() & (unit != ""),
        "'cases_per_list' is not a whole number from 0 to 9999": ~cases.str.fullmatch("[0-9]{1,4}"),
    }
    return [
        f"{problem} in {int(bad.sum())} row(s), first: {_rows(bad)}"
        for problem, bad in tests.items()
        if bad.any()
    ]


def _rows(bad: "pd.Series[bool]") -> str:
    return ", ".join(
        str(row + 1) for row in bad.reset_index(drop=True)[lambda is_bad: is_bad].index[:5]
    )
