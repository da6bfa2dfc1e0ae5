"""What a team receives, as one frozen structure: the page, the workbook and the exports share it.

Everything a reader may see is here and nothing else is: how a case was selected stays behind,
and of a restricted case only its reference is kept.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from contracts.errors import InputError
from contracts.source import Source
from worklists.column_kinds import CaseColumn, columns_of, day_of, read_case
from worklists.follow_up import FollowUp
from worklists.listed_case import PublishedCase, UrgentCase
from worklists.plain_text import plain_text
from worklists.team_places import TeamPlace

STANDING = (
    "This list shows assessments worth a second look. "
    "It does not say the rating is wrong. "
    "Cases not listed have not been checked."
)
URGENT_STANDING = (
    "These cases do not wait for a list: look at each of them today. "
    "Being here does not say that the rating is wrong. "
    "Cases that are not here have not been checked."
)
URGENT = "urgent"  # the cadence of lists of urgent cases
NEEDED = ("worklist.parquet", "cases.parquet", "lists.json")


@dataclass(frozen=True)
class Level:
    """One level of the source's scale: ``code`` as stored, ``title`` as people read it."""

    code: str
    title: str


@dataclass(frozen=True)
class PublishedList:
    """One team's list: where it comes from, what must be said with it, and its cases in order.

    ``ranked_by`` is a sentence; ``levels`` run from the least to the most severe. ``sentences``
    must appear wherever the list does; the first is always the standing one.
    ``withheld_restricted`` counts the cases shown by reference only; ``capacity`` is how many the
    team has time for, where it is on record; ``marking`` is the records' security marking,
    ``pdu`` and ``region`` where the team belongs, empty where that is not on record;
    ``follow_ups`` is what the team promised on earlier lists, on delivered lists only.
    """

    list_id: str
    unit_id: str
    source_title: str
    made_on: date | None
    records_up_to: date | None
    expires_on: date | None
    ranked_by: str
    sentences: tuple[str, ...]
    levels: tuple[Level, ...]
    cases: tuple[PublishedCase, ...]
    withheld_restricted: int
    case_type: type[PublishedCase] = PublishedCase
    capacity: int | None = None
    marking: str = ""
    pdu: str = ""
    region: str = ""
    follow_ups: tuple[FollowUp, ...] = ()

    @property
    def urgent(self) -> bool:
        """Whether its cases wait for no ranked list."""
        return issubclass(self.case_type, UrgentCase)

    @property
    def columns(self) -> tuple[CaseColumn, ...]:
        """The columns of its cases."""
        return columns_of(self.case_type)


def read_lists(
    worklist: Path, source: Source, places: Mapping[str, TeamPlace] | None = None
) -> list[PublishedList]:
    """Every team's list in the folder ``worklist``, with where the team belongs.

    Raises
    ------
    InputError
        Naming every file that is not there.
    """
    facts = read_facts(worklist)
    lists = published_lists(
        worklist=pd.read_parquet(worklist / "worklist.parquet"),
        cases=pd.read_parquet(worklist / "cases.parquet"),
        lists=facts,
        source=source,
    )
    found = {one.unit_id: (places or {}).get(one.unit_id, TeamPlace()) for one in lists}
    return [
        replace(one, pdu=found[one.unit_id].pdu, region=found[one.unit_id].region) for one in lists
    ]


def read_facts(worklist: Path) -> list[dict[str, Any]]:
    """The content of ``lists.json``: how each list was cut and what must be said of it.

    Raises
    ------
    InputError
        Naming every file of the folder that is not there.
    """
    absent = [name for name in NEEDED if not (worklist / name).is_file()]
    if absent:
        faults = [f"{name} is not there" for name in absent]
        raise InputError(str(worklist), faults, "run the rank stage first")
    facts: list[dict[str, Any]] = json.loads((worklist / "lists.json").read_text(encoding="utf-8"))
    return facts


def published_lists(
    *,
    worklist: pd.DataFrame,
    cases: pd.DataFrame,
    lists: Sequence[Mapping[str, Any]],
    source: Source,
) -> list[PublishedList]:
    """Every team's list, in order of team and list; a list without cases is still a list.

    Parameters
    ----------
    worklist, cases : DataFrame
        ``worklist.parquet`` and ``cases.parquet`` of the rank stage, one row per listed case.
    lists : sequence of mappings
        The content of ``lists.json``.
    source : Source
        Its title, scale and notes are used.

    Raises
    ------
    KeyError
        Where a listed assessment has no row in ``cases``, or a level is not on the scale.
    """
    joined = worklist.merge(cases, on="assessment_id", how="left", validate="many_to_one")
    if joined["case_reference"].isna().any():
        raise KeyError("a listed assessment has no row in cases")
    title = {level.code: level.title for level in _levels(source)}
    joined["assigned_title"] = [title[code] for code in joined["assigned"]]
    case_types = {str(facts["list_id"]): _case_type(facts) for facts in lists}
    rows: dict[str, list[PublishedCase]] = {}
    for row in joined.sort_values(["list_id", "position"]).to_dict("records"):
        list_id = str(row["list_id"])
        rows.setdefault(list_id, []).append(read_case(case_types[list_id], row))
    ordered = sorted(lists, key=lambda facts: (str(facts["unit_id"]), str(facts["list_id"])))
    return [_list(facts, rows.get(str(facts["list_id"]), []), source) for facts in ordered]


def _levels(source: Source) -> tuple[Level, ...]:
    titles = {code: plain_text(source.title_of(code)) for code in source.scale.levels}
    return tuple(Level(code, title[:1].upper() + title[1:]) for code, title in titles.items())


def _case_type(facts: Mapping[str, Any]) -> type[PublishedCase]:
    return UrgentCase if facts.get("cadence") == URGENT else PublishedCase


def _list(facts: Mapping[str, Any], cases: list[PublishedCase], source: Source) -> PublishedList:
    case_type = _case_type(facts)
    opening = URGENT_STANDING if case_type is UrgentCase else STANDING
    sentences = [opening, *facts.get("sentences", []), *source.notes]
    return PublishedList(
        list_id=plain_text(facts["list_id"]),
        unit_id=plain_text(facts["unit_id"]),
        source_title=plain_text(source.title),
        made_on=day_of(facts.get("made_on")),
        records_up_to=day_of(facts.get("records_up_to")),
        expires_on=day_of(facts.get("expires_on")),
        ranked_by=f"This list is {_ranked(case_type)} by {plain_text(facts['ranked_by'])}.",
        sentences=tuple(dict.fromkeys(plain_text(sentence) for sentence in sentences)),
        levels=_levels(source),
        cases=tuple(cases),
        withheld_restricted=sum(case.restricted for case in cases),
        case_type=case_type,
        capacity=facts.get("capacity"),
        marking=plain_text(source.marking),
    )


def _ranked(case_type: type[PublishedCase]) -> str:
    return "in order" if case_type is UrgentCase else "ranked"
