"""Which delivery unit and region a team belongs to, where the records say so."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pandas as pd

from contracts.checked_folder import CheckedFolder
from worklists.plain_text import plain_text

COLUMNS = ("unit_id", "month", "pdu_id", "region_id")


@dataclass(frozen=True)
class TeamPlace:
    """Probation delivery unit and region of a team, as recorded; empty where they are not."""

    pdu: str = ""
    region: str = ""


def read_team_places(checked: CheckedFolder) -> dict[str, TeamPlace]:
    """The place of every team that the table of teams and months names, from its last month."""
    table = checked.present_tables(["unit_months"]).get("unit_months")
    return {} if table is None else team_places(table)


def team_places(unit_months: pd.DataFrame) -> dict[str, TeamPlace]:
    """The place of every team, from the last month that names one.

    Parameters
    ----------
    unit_months : DataFrame
        ``unit_id``, ``month``, and where recorded ``pdu_id`` and ``region_id``.

    Examples
    --------
    >>> months = pd.DataFrame({"unit_id": ["N01"], "month": ["2026-05-01"], "pdu_id": ["Leeds"]})
    >>> team_places(months)
    {'N01': TeamPlace(pdu='Leeds', region='')}
    """
    table = unit_months.reindex(columns=list(COLUMNS)).sort_values("month", kind="stable")
    last = table.groupby("unit_id")[["pdu_id", "region_id"]].last()
    return {str(unit): _place(row) for unit, row in last.to_dict("index").items()}


def _place(row: Mapping[Hashable, object]) -> TeamPlace:
    return TeamPlace(plain_text(row["pdu_id"]), plain_text(row["region_id"]))
