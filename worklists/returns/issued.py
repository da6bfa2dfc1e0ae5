"""The lists that were sent out, as the project knows them: what a return is matched to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from worklists.workbook.check_value import row_key


@dataclass(frozen=True)
class IssuedCase:
    """One case as listed, with what its reader was not shown.

    ``selected_by`` is model or random: of a carried-over case, how it was first listed.
    """

    assessment_id: str
    position: int
    assigned: str
    selected_by: str
    inclusion_probability: float
    restricted: bool


@dataclass(frozen=True)
class IssuedList:
    """One list as sent; ``cases`` by row key. ``run_id`` and ``model_version`` may be empty."""

    list_id: str
    unit_id: str
    made_on: date | None
    expires_on: date | None
    ranked_by: str
    run_id: str
    model_version: str
    cases: Mapping[str, IssuedCase]

    def last_day(self, grace_days: int) -> date | None:
        """The last day on which its answers are taken; None where the list is not dated."""
        return None if self.expires_on is None else self.expires_on + timedelta(days=grace_days)


def issued_lists(
    *, worklist: pd.DataFrame, cases: pd.DataFrame, lists: Sequence[Mapping[str, Any]]
) -> dict[str, IssuedList]:
    """Every list of one round, by its list id.

    Parameters
    ----------
    worklist, cases : DataFrame
        ``worklist.parquet`` and ``cases.parquet`` of the rank stage.
    lists : sequence of mappings
        The content of ``lists.json``.
    """
    facts = cases[["assessment_id", "case_reference", "assigned", "restricted"]]
    joined = worklist.merge(facts, on="assessment_id", validate="many_to_one")
    rows: dict[str, dict[str, IssuedCase]] = {}
    for row in joined.to_dict("records"):
        of_list = rows.setdefault(str(row["list_id"]), {})
        of_list[row_key(str(row["list_id"]), str(row["case_reference"]))] = _case(row)
    return {str(one["list_id"]): _list(one, rows.get(str(one["list_id"]), {})) for one in lists}


def all_rounds(rounds: Iterable[Mapping[str, IssuedList]]) -> dict[str, IssuedList]:
    """The lists of several rounds together.

    A list made again has its cases from every round, as the last one says where they differ:
    whoever answered the list as it was first sent answered cases that may have left it since.
    """
    together: dict[str, IssuedList] = {}
    for lists in rounds:
        for list_id, one in lists.items():
            before = together.get(list_id, one)
            together[list_id] = replace(before, cases={**before.cases, **one.cases})
    return together


def _case(row: Mapping[Any, Any]) -> IssuedCase:
    return IssuedCase(
        assessment_id=str(row["assessment_id"]),
        position=int(row["position"]),
        assigned=str(row["assigned"]),
        selected_by=str(row["first_selected_by"]),
        inclusion_probability=round(float(row["first_inclusion_probability"]), 9),
        restricted=bool(row["restricted"]),
    )


def _list(facts: Mapping[str, Any], cases: Mapping[str, IssuedCase]) -> IssuedList:
    return IssuedList(
        list_id=str(facts["list_id"]),
        unit_id=str(facts["unit_id"]),
        made_on=_day(facts.get("made_on")),
        expires_on=_day(facts.get("expires_on")),
        ranked_by=str(facts["ranked_by"]),
        run_id=str(facts.get("run_id") or ""),
        model_version=str(facts.get("model_version") or ""),
        cases=cases,
    )


def _day(value: object) -> date | None:
    return None if value is None else pd.Timestamp(str(value)).date()
