"""Facts and sentences of each list beside its cases: dates, capacity, what it is ranked by."""

import datetime as dt
from typing import Any

import pandas as pd

from contracts.source import Source
from worklists.case_reference import key_id
from worklists.list_ids import list_date, list_ids
from worklists.ranking.list_rules import ListRules
from worklists.ranking.lists import TeamLists
from worklists.ranking.ranked_by import RankedScores

DAYS_VALID = {"weekly": 7, "daily_early_licence": 1}
RETROSPECTIVE = (
    "Every case here has been audited already: the list shows what would have been read."
)
EARLY_ONLY = "This list holds only people released in the 28 days up to its date."
SOME_AT_RANDOM = (
    "Some cases on each list are drawn at random, so that the lists can be checked against chance. "
    "No list says which. That is why a case may have little that stands out in its record."
)


def list_facts(
    lists: TeamLists, cases: pd.DataFrame, *, rules: ListRules, ranked: RankedScores, source: Source
) -> list[dict[str, Any]]:
    """The content of ``lists.json``, one entry a team: dates, counts, rules and sentences.

    ``restricted`` counts the cases shown by reference only.
    """
    run_date = None if source.run_date is None else source.run_date.isoformat()
    ids = list_ids(lists.capacity.index.tolist(), rules.cadence, list_date(source.run_date))
    restricted = set(cases.loc[cases["restricted"], "assessment_id"])
    drawn = rules.random_share > 0 or bool(lists.listed["first_selected_by"].eq("random").any())
    shared = {
        "cadence": rules.cadence,
        "made_on": run_date,
        "records_up_to": run_date,
        "expires_on": _expiry(source.run_date, rules),
        "ranked_by": ranked.ranked_by,
        "tie_key_id": key_id(rules.tie_key),
        "rules": rules_in_words(rules),
    }
    facts = []
    for unit, capacity in lists.capacity.items():
        rows = lists.listed[lists.listed["unit_id"] == unit]
        short = len(rows) < capacity
        of_team = {
            "list_id": ids[str(unit)],
            "unit_id": str(unit),
            "capacity": int(capacity),
            "listed": len(rows),
            "carried_over": int((rows["selected_by"] == "carried_over").sum()),
            "restricted": int(rows["assessment_id"].isin(restricted).sum()),
            "sentences": _sentences(rules, ranked, source, drawn=drawn, short=short),
        }
        facts.append(of_team | shared)
    return facts


def rules_in_words(rules: ListRules) -> list[str]:
    """How the list was cut, a sentence a rule, for those who run it."""
    order = "Released in the last 28 days first, then by" if rules.early_licence_first else "By"
    sentences = [
        f"{order} priority; ties by a keyed hash (key {key_id(rules.tie_key)}).",
        f"{rules.random_share:.0%} of the newly filled places are drawn at random.",
        f"Open cases stay listed for up to {rules.carry_over_weeks} weeks.",
        f"{rules.new_share:.0%} of the places are kept for cases that were not listed before.",
    ]
    if rules.total_cases is not None:
        floor = f"at least {rules.minimum_per_list} for each"
        sentences.append(f"All teams together have time for {rules.total_cases}, {floor}.")
    return sentences


def _expiry(run_date: dt.date | None, rules: ListRules) -> str | None:
    if run_date is None:
        return None
    return (run_date + dt.timedelta(days=DAYS_VALID[rules.cadence])).isoformat()


def _sentences(
    rules: ListRules, ranked: RankedScores, source: Source, *, drawn: bool, short: bool
) -> list[str]:
    """Sentences for every reader of the list, in order."""
    applicable = {
        ranked.sentence: not ranked.is_model,
        SOME_AT_RANDOM: drawn,
        RETROSPECTIVE: source.fully_audited,
        EARLY_ONLY: rules.cadence == "daily_early_licence",
        "There are fewer cases than the team has time for; all that may be listed are here.": short,
    }
    return [sentence for sentence, applies in applicable.items() if applies and sentence] + list(
        source.notes
    )
