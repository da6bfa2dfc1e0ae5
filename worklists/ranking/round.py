"""One round of lists: from what is on record to the content of every file of the round."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from worklists.ranking.chances import ListedChances, listed_chances
from worklists.ranking.churn import churn_report
from worklists.ranking.inputs import RankInputs
from worklists.ranking.list_facts import SOME_AT_RANDOM, list_facts
from worklists.ranking.list_rules import ListRules
from worklists.ranking.lists import TeamLists, make_lists
from worklists.ranking.previous_round import FIRST
from worklists.reasons.case_facts import describe
from worklists.reasons.listed import listed_words

ORDER = ["list_id", "unit_id", "position", "assessment_id", "selected_by", "inclusion_probability"]
WORDS = ["reasons", "missing", "look_at"]


@dataclass(frozen=True)
class Round:
    """Tables and facts by the name of their file, and figures for the screen."""

    tables: Mapping[str, pd.DataFrame]
    facts: Mapping[str, Any]
    figures: Mapping[str, int | str]


def make_round(inputs: RankInputs, rules: ListRules, *, key: str) -> Round:
    """Give each team the cases it has time to look at, each with why it is there.

    Parameters
    ----------
    inputs : RankInputs
        What is on record, and what ranks.
    rules : ListRules
        How lists are cut.
    key : str
        Of the case references.
    """
    records, source = inputs.records, inputs.source
    before = pd.concat([inputs.previous, inputs.waiting], ignore_index=True)
    lists = make_lists(records, rules, capacity=inputs.capacity, previous=before)
    cases = describe(lists.listed, records.assessments, source=source, reference_key=key)
    words = listed_words(lists.listed["assessment_id"], inputs.described, inputs.contributions)
    chances = listed_chances(
        lists.listed,
        inputs.ranked.scores,
        inputs.bins,
        random_share=rules.random_share,
        outcome=source.label == "outcome",
    )
    facts = list_facts(lists, cases, rules=rules, ranked=inputs.ranked, source=source)
    return Round(
        tables={
            "worklist": worklist_table(lists.listed, cases, words, chances.cases),
            "cases": cases_table(cases, words),
            "standing": lists.explained,
            "waiting": lists.waiting,
        },
        facts={
            "lists": [
                one | asdict(inputs.identity) | {"sentences": _sentences(one, chances)}
                for one in facts
            ],
            "churn": churn_report(lists, inputs.previous, reference_key=key),
        },
        figures=_figures(inputs, lists),
    )


def worklist_table(
    listed: pd.DataFrame, cases: pd.DataFrame, words: pd.DataFrame, chance: pd.DataFrame
) -> pd.DataFrame:
    """``worklist.parquet``: every listed case with its words; a restricted case has none.

    Parameters
    ----------
    listed : DataFrame
        The listed cases in order.
    cases : DataFrame
        ``assessment_id`` and ``restricted``.
    words : DataFrame
        ``assessment_id``, ``reasons``, ``missing`` and ``look_at``: lists of sentences.
    chance : DataFrame
        ``assessment_id`` and ``chance_words``.
    """
    sentences = words[["assessment_id", *WORDS]].merge(chance, on="assessment_id")
    table = listed[[*ORDER, *FIRST]].merge(
        sentences, on="assessment_id", how="left", validate="one_to_one"
    )
    restricted = table["assessment_id"].map(cases.set_index("assessment_id")["restricted"])
    for column in WORDS:
        table[column] = _withheld(table[column], restricted)
    table["chance_words"] = table["chance_words"].mask(restricted, "")
    return table[[*ORDER, *WORDS, "chance_words", *FIRST]]


def cases_table(cases: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """``cases.parquet``: facts of each listed case, with the sentence against a second look."""
    table = cases.merge(words[["assessment_id", "against"]], on="assessment_id", how="left")
    against = _withheld(table.pop("against"), table["restricted"])
    table.insert(list(table.columns).index("at_risk") + 1, "against", against)
    return table


def _sentences(facts: Mapping[str, Any], chances: ListedChances) -> list[str]:
    """A list's sentences, with how sure it is behind what says that some cases are random."""
    sentences = facts["sentences"]
    chance = [chances.lists[unit] for unit in [facts["unit_id"]] if unit in chances.lists]
    after = sentences.index(SOME_AT_RANDOM) + 1 if SOME_AT_RANDOM in sentences else 0
    return [*sentences[:after], *chance, *sentences[after:]]


def _withheld(texts: "pd.Series[Any]", restricted: "pd.Series[bool]") -> "pd.Series[Any]":
    """Lists of sentences, empty where the case is restricted."""
    shown = [[] if hidden else text for text, hidden in zip(texts, restricted, strict=True)]
    return pd.Series(shown, index=texts.index, dtype=object)


def _figures(inputs: RankInputs, lists: TeamLists) -> dict[str, int | str]:
    return {
        "listed": len(lists.listed),
        "teams": len(lists.capacity),
        "ranked by": inputs.ranked.ranked_by,
        "cases of the previous list": len(inputs.previous),
        "decisions": len(inputs.records.decisions),
    }
