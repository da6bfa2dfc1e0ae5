"""Why a case is, or is not, on its team's lists, for the person who runs the pipeline."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from contracts.errors import InputError

NOT_LISTED = {
    "audited": "Not listed: it has been audited.",
    "decided": "Not listed: the team recorded its decision.",
    "in_review": "Not listed: an audit or further information is awaited.",
    "superseded": "Not listed: the person has a later assessment. Ask about that one.",
    "out_of_scope": "Not listed: it is too old, or no longer scored.",
    "cannot_be_raised": "Not listed: its level cannot be too low.",
    "waiting": "Not listed: it is open from an earlier list, and longer-listed cases and new ones "
    "take this list's places.",
    "other_cadence": "Not listed: this list holds only people released in the last 28 days.",
}
MEANS = {
    "model": "Listed at position {position}: among the first of the team's cases in order.",
    "random": "Listed at position {position}: drawn at random from the team's other cases.",
    "carried_over": "Listed at position {position}: on the previous list and still open.",
}


NO_URGENT = pd.DataFrame(
    {name: [] for name in ("assessment_id", "list_id", "position", "reasons", "next_steps")}
)


@dataclass(frozen=True)
class RankOutputs:
    """Files of one run of rank, and of the urgent stage where it has run.

    Parameters
    ----------
    explained : DataFrame
        ``standing.parquet``: every assessment, with why it is or is not listed.
    references : mapping of str to str
        The assessment by the case reference of every listed and every urgent case.
    lists : sequence of mappings
        ``lists.json``: the facts of each team's list.
    urgent : DataFrame
        ``worklist.parquet`` of the urgent stage: ``assessment_id``, ``list_id``, ``position``,
        ``reasons`` and ``next_steps`` are read.
    """

    explained: pd.DataFrame
    references: Mapping[str, str]
    lists: Sequence[Mapping[str, Any]]
    urgent: pd.DataFrame = field(default_factory=NO_URGENT.copy)


def read_rank_outputs(worklist: Path, urgent: Path) -> RankOutputs:
    """What the rank stage wrote into ``worklist``, and the urgent stage into ``urgent``.

    Without urgent cases (another folder, or not run yet) only lists are looked at.

    Raises
    ------
    InputError
        If ``worklist`` holds no list.
    """
    try:
        explained = pd.read_parquet(worklist / "standing.parquet")
        lists = json.loads((worklist / "lists.json").read_text(encoding="utf-8"))
        references = _references(worklist)
    except (OSError, ValueError):
        raise InputError(str(worklist), ["it holds no lists"], "run the rank stage first") from None
    if not (urgent / "cases.parquet").exists():
        return RankOutputs(explained, references, lists)
    return RankOutputs(
        explained,
        references | _references(urgent),
        lists,
        pd.read_parquet(urgent / "worklist.parquet"),
    )


def explain(name: str, outputs: RankOutputs) -> list[str]:
    """Why one assessment is or is not listed, line by line.

    Parameters
    ----------
    name : str
        Assessment id, or the case reference of a listed or urgent case.
    outputs : RankOutputs
        What the rank stage and the urgent stage wrote.

    Raises
    ------
    InputError
        If nothing of that name is on record. The name is not repeated.
    """
    case_id = outputs.references.get(name, name)
    rows = outputs.explained[outputs.explained["assessment_id"] == case_id]
    if rows.empty:
        faults = ["no assessment or case reference of that name is on record"]
        raise InputError("why", faults, "check the id; a newer extract may not have been run yet")
    case = rows.iloc[0]
    lines = [*_urgent(case_id, outputs.urgent), _reason(case)]
    if pd.notna(case["rank_in_team"]):
        lines.append(_order(case))
    facts = [one for one in outputs.lists if one["unit_id"] == case["unit_id"]]
    return lines + [line for one in facts for line in _list(one, case)]


def _references(folder: Path) -> dict[str, str]:
    cases = pd.read_parquet(folder / "cases.parquet", columns=["case_reference", "assessment_id"])
    return dict(zip(cases["case_reference"], cases["assessment_id"], strict=True))


def _urgent(case_id: str, urgent: pd.DataFrame) -> list[str]:
    return [
        line
        for row in urgent[urgent["assessment_id"] == case_id].to_dict("records")
        for line in (
            f"Urgent: number {row['position']} on list {row['list_id']}.",
            *(f"  {text}" for text in (*row["reasons"], *row["next_steps"])),
        )
    ]


def _reason(case: "pd.Series[Any]") -> str:
    if case["standing"] == "listed":
        return MEANS[case["selected_by"]].format(position=case["position"])
    if case["standing"] == "below_cut_off":
        return "Not listed: other cases of the team come first, and it was not drawn at random."
    return NOT_LISTED[case["standing"]]


def _order(case: "pd.Series[Any]") -> str:
    order = f"In the team's order it is number {case['rank_in_team']} of {case['cases_in_team']}"
    if pd.isna(case["cut_off"]):
        return f"{order}; none was listed by order."
    return f"{order}; the last one listed by order is number {case['cut_off']}."


def _list(facts: Mapping[str, Any], case: "pd.Series[Any]") -> list[str]:
    counts = f"{facts['listed']} listed, {facts['carried_over']} of them carried over"
    return [
        f"Team {case['unit_id']}, list {facts['list_id']}: time for {facts['capacity']}, {counts}.",
        f"Ranked by {facts['ranked_by']}.",
        *facts["rules"],
    ]
