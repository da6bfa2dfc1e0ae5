"""One round of lists: from what is on record to the content of every file of the round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from contracts.source import Source
from worklists.ranking.churn import churn_report
from worklists.ranking.eligibility import Eligibility
from worklists.ranking.list_facts import list_facts
from worklists.ranking.lists import make_lists
from worklists.ranking.origin import MadeBy
from worklists.ranking.ranked_by import Ranking
from worklists.ranking.selection import ListRules
from worklists.ranking.tables import cases_table, chances, worklist_table
from worklists.reasons.case_facts import describe
from worklists.reasons.listed import Contributions, Described, listed_words
from worklists.urgent.cases import urgent_cases


@dataclass(frozen=True)
class RankInputs:
    """What a round is made from; ``weigh`` is None where a baseline ranks, ``tables`` checked."""

    source: Source
    ranking: Ranking
    made_by: MadeBy
    records: Eligibility
    capacity: pd.DataFrame
    previous: pd.DataFrame
    described: Described
    weigh: Contributions | None
    bins: Sequence[Mapping[str, Any]]
    tables: Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Round:
    """Tables and facts by the name of their file, the urgent cases, and what to say on screen."""

    tables: Mapping[str, pd.DataFrame]
    facts: Mapping[str, Any]
    urgent: pd.DataFrame
    figures: Mapping[str, int | str]


def make_round(given: RankInputs, rules: ListRules, *, key: str) -> Round:
    """Give each team the cases it has time to look at, and say of each why it is there.

    Parameters
    ----------
    given : RankInputs
        What is on record, and what ranks.
    rules : ListRules
        How lists are cut.
    key : str
        Of the case references.
    """
    source, ranking, records = given.source, given.ranking, given.records
    lists = make_lists(records, rules, capacity=given.capacity, previous=given.previous)
    cases = describe(lists.listed, records.assessments, source=source, reference_key=key)
    words = listed_words(lists.listed["assessment_id"], given.described, given.weigh)
    outcome = source.label == "outcome"
    chance = chances(lists.listed, ranking.scores, given.bins, outcome=outcome)
    facts = list_facts(lists, cases, rules=rules, ranking=ranking, source=source)
    urgent = urgent_cases(given.tables, source, reference_key=key)
    return Round(
        tables={
            "worklist": worklist_table(lists.listed, cases, words, chance),
            "cases": cases_table(cases, words),
            "standing": lists.standing,
        },
        facts={
            "lists": [given.made_by.of(one) for one in facts],
            "churn": churn_report(lists, given.previous, reference_key=key),
            "urgent_rules": urgent.rules,
        },
        urgent=urgent.cases,
        figures={
            "listed": len(cases),
            "teams": len(lists.capacity),
            "urgent": len(urgent.cases),
            "ranked by": ranking.ranked_by,
            "cases of the previous list": len(given.previous),
            "decisions": len(records.decisions),
        },
    )
