"""What changed since the previous list: who came, who left, and why."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from worklists.case_reference import case_references
from worklists.ranking.lists import TeamLists

WHY_LEFT = {
    "audited": "an audit was completed",
    "decided": "the team recorded its decision",
    "in_review": "an audit or further information is awaited",
    "superseded": "the person has a later assessment",
    "out_of_scope": "the assessment is too old, or no longer scored",
    "cannot_be_raised": "its level cannot be too low",
    "other_cadence": "not released in the last 28 days, and this list holds only those",
    "waiting": "longer-listed cases and new ones take the places",
    "below_cut_off": "other cases now come first",
    "moved": "the case moved to another team, and is on that team's list",
    "gone": "the assessment is no longer on record",
}
WHY_CAME = {
    "moved": "the case moved from another team, and was on that team's list",
    "new": "the assessment was signed since the previous list",
    "drawn": "drawn at random",
    "above_cut_off": "it now comes before others",
}


def churn(
    *,
    listed: pd.DataFrame,
    explained: pd.DataFrame,
    previous: pd.DataFrame,
    references: Mapping[str, str],
) -> dict[str, Any]:
    """The content of ``churn.json``. It says who was drawn at random: it is not for teams.

    Parameters
    ----------
    listed : DataFrame
        The list: ``assessment_id``, ``unit_id``, ``selected_by``, ``assessment_date``.
    explained : DataFrame
        Every assessment on record with its ``standing``.
    previous : DataFrame
        The previous list: ``assessment_id``, ``unit_id``, ``listed_on``.
    references : mapping of str to str
        Case reference of every assessment on either list.

    Returns
    -------
    dict
        ``compared_with`` (the previous list's date, or None), ``came``, ``left`` and ``stayed``
        (counts), and ``teams``: each with its count of stayed, and the cases that came and left
        with the reason.
    """
    before = _teams(previous)
    now = _teams(listed)
    came = _changes(now, before, _why_came(listed, previous, before), references)
    left = _changes(before, now, _why_left(explained, now, before), references)
    stayed = [unit for case, unit in now.items() if before.get(case) == unit]
    teams = [
        {
            "unit_id": unit,
            "stayed": stayed.count(unit),
            "came": came.get(unit, []),
            "left": left.get(unit, []),
        }
        for unit in sorted({*now.values(), *before.values()})
    ]
    day = _date_of(previous)
    return {
        "compared_with": None if pd.isna(day) else day.date().isoformat(),
        "came": sum(map(len, came.values())),
        "left": sum(map(len, left.values())),
        "stayed": len(stayed),
        "teams": teams,
    }


def churn_report(lists: TeamLists, previous: pd.DataFrame, *, reference_key: str) -> dict[str, Any]:
    """:func:`churn` of a list just made."""
    ids = pd.concat([lists.listed["assessment_id"], previous["assessment_id"]]).drop_duplicates()
    references = dict(zip(ids, case_references(ids, reference_key), strict=True))
    return churn(
        listed=lists.listed, explained=lists.explained, previous=previous, references=references
    )


def _date_of(previous: pd.DataFrame) -> Any:
    """The previous list's date; NaT where there is none."""
    return pd.to_datetime(previous["listed_on"]).max()


def _teams(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["assessment_id"], table["unit_id"], strict=True))


def _changes(
    here: Mapping[str, str],
    there: Mapping[str, str],
    why: Mapping[str, str],
    references: Mapping[str, str],
) -> dict[str, list[dict[str, str]]]:
    """Per team, the cases listed here and not on the same team's list there."""
    changed: dict[str, list[dict[str, str]]] = {}
    for case, unit in here.items():
        if there.get(case) != unit:
            change = {"case_reference": references[case], "why": why[case]}
            changed.setdefault(unit, []).append(change)
    return {u: sorted(rows, key=lambda row: row["case_reference"]) for u, rows in changed.items()}


def _why_came(
    listed: pd.DataFrame, previous: pd.DataFrame, before: Mapping[str, str]
) -> dict[str, str]:
    reasons = {
        "moved": listed["assessment_id"].isin(list(before)),
        "drawn": listed["selected_by"] == "random",
        "new": listed["assessment_date"] > _date_of(previous),
    }
    names = np.select(list(reasons.values()), list(reasons), "above_cut_off")
    sentences = [WHY_CAME[name] for name in names]
    return dict(zip(listed["assessment_id"], sentences, strict=True))


def _why_left(
    explained: pd.DataFrame, now: Mapping[str, str], before: Mapping[str, str]
) -> dict[str, str]:
    reason = dict(zip(explained["assessment_id"], explained["standing"], strict=True))
    return {case: WHY_LEFT["moved" if case in now else reason.get(case, "gone")] for case in before}
