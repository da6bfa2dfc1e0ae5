"""Promises still open, team by team, from the decisions on record: overdue ones first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from worklists.case_list import PublishedList
from worklists.follow_up import FollowUp
from worklists.reasons.case_facts import is_restricted
from worklists.returns.decisions import Decision
from worklists.workbook.outcomes import NEXT_ACTIONS, OUTCOMES

NOTHING = ("", NEXT_ACTIONS[0])
TITLES = {outcome.code: outcome.title for outcome in OUTCOMES}


@dataclass(frozen=True)
class FollowUpRecords:
    """What tells whether a promise is still open, and how its case is called.

    Parameters
    ----------
    decisions : sequence of Decision
        Every decision on record.
    assessments : DataFrame
        The checked table: ``assessment_id``, ``person_id``, ``assessment_date`` and, where
        recorded, ``lao_status``.
    references : mapping of str to str
        What a case is called on lists, by assessment; a case without one is left out.
    today : date or None
        The day of the lists.
    weeks : int
        For so long after its day, or after the answer where no day was given, a promise is shown.
    """

    decisions: Sequence[Decision]
    assessments: pd.DataFrame
    references: Mapping[str, str]
    today: date | None
    weeks: int


def with_follow_ups(
    lists: Sequence[PublishedList], records: FollowUpRecords
) -> list[PublishedList]:
    """The lists, the first ranked one of each team (or its urgent one) with its open promises."""
    by_team = follow_ups(records)
    ordered = sorted(lists, key=lambda one: (one.urgent, one.list_id))
    carrier = {one.unit_id: one.list_id for one in reversed(ordered)}
    return [
        replace(one, follow_ups=tuple(by_team.get(one.unit_id, ())))
        if carrier[one.unit_id] == one.list_id
        else one
        for one in lists
    ]


def follow_ups(records: FollowUpRecords) -> dict[str, list[FollowUp]]:
    """Open promises by team: those overdue first, then by day, those without a day last.

    A promise is a next action, or a follow-up date, of an answer that no later one supersedes. It
    is open until the person has a later assessment, or ``weeks`` have passed since its day.
    """
    replaced = {decision.supersedes for decision in records.decisions}
    restricted = _restricted(records.assessments)
    later = _last_assessed(records.assessments)
    found: dict[str, list[FollowUp]] = {}
    for decision in records.decisions:
        reference = records.references.get(decision.case_key)
        if reference is None or decision.decision_id in replaced or not _promises(decision):
            continue
        promise = _follow_up(decision, reference, restricted, records.today)
        if _is_open(promise, later.get(decision.case_key), records):
            found.setdefault(decision.unit_id, []).append(promise)
    return {team: sorted(rows, key=_order) for team, rows in found.items()}


def _promises(decision: Decision) -> bool:
    return decision.next_action not in NOTHING or bool(decision.follow_up_date)


def _follow_up(
    decision: Decision, reference: str, restricted: set[str], today: date | None
) -> FollowUp:
    due, hidden = _day(decision.follow_up_date), decision.case_key in restricted
    action = "" if decision.next_action in NOTHING else decision.next_action
    return FollowUp(
        case_reference=reference,
        outcome="" if hidden else TITLES.get(decision.review_outcome, ""),
        action="" if hidden else action,
        promised_by=decision.decided_by,
        promised_on=_day(decision.decided_at),
        due=due,
        overdue=due is not None and today is not None and due < today,
        restricted=hidden,
    )


def _is_open(promise: FollowUp, last: date | None, records: FollowUpRecords) -> bool:
    if last is not None and promise.promised_on is not None and last > promise.promised_on:
        return False
    since = promise.due or promise.promised_on
    if since is None or records.today is None:
        return True
    return records.today <= since + timedelta(weeks=records.weeks)


def _order(promise: FollowUp) -> tuple[bool, date, str]:
    return promise.due is None, promise.due or date.max, promise.case_reference


def _restricted(assessments: pd.DataFrame) -> set[str]:
    return set(assessments.loc[is_restricted(assessments), "assessment_id"])


def _last_assessed(assessments: pd.DataFrame) -> dict[str, date]:
    """The day of the person's last assessment, by the id of each of their assessments."""
    if not {"person_id", "assessment_date"} <= set(assessments.columns):
        return {}
    last = assessments.groupby("person_id")["assessment_date"].transform("max")
    days = zip(assessments["assessment_id"], last, strict=True)
    return {str(case): day.date() for case, day in days if not pd.isna(day)}


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
