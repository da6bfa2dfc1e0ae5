"""Scores in, every team's list out: exactly as long as the time the team has."""

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from contracts.source import Source
from pipelines.outputs import whole, write_json, write_table
from pipelines.stage import Figures, run
from worklists import ranking_reader as reader
from worklists.cases import describe
from worklists.churn import churn_report
from worklists.ranking import ListRules
from worklists.ranking_choice import chosen_ranking
from worklists.ranking_facts import list_facts
from worklists.ranking_keys import KEY_VARIABLE
from worklists.ranking_lists import make_lists
from worklists.ranking_tables import cases_table, chances, worklist_table
from worklists.ranking_words import listed_words
from worklists.urgent import READ, urgent_cases


@dataclass(frozen=True)
class Params(ListRules):
    """The 'rank' section of params.yaml: the rules, and files that are read where named.

    ``capacity`` is a CSV file of ``unit_id,cases_per_list``; ``previous`` the folder of an
    earlier list; ``decisions`` the frozen decisions that teams returned.
    """

    capacity: str | None
    previous: str | None
    decisions: str | None


def main(
    *,
    scores: Path,
    checked: Path,
    features: Path,
    catalogue: Path,
    evidence: Path,
    model: Path,
    evaluation: Path,
    worklist: Path,
    params: Params,
) -> Figures:
    """Give each team the cases it has time to look at, and say of each why it is there."""
    source = Source.load(checked / "source.json")
    key = os.environ.get(KEY_VARIABLE, params.tie_key)
    ranking = chosen_ranking(pd.read_parquet(scores), reader.read_json(evaluation / "gate.json"))
    previous = reader.read_previous(params.previous)
    records = reader.read_records(
        ranking.scores, checked, source=source, decisions=params.decisions
    )
    capacity = reader.read_capacity(params.capacity)
    lists = make_lists(records, params, capacity=capacity, previous=previous)
    cases = describe(lists.listed, records.assessments, source=source, reference_key=key)
    described = reader.read_described(features, catalogue=catalogue, evidence=evidence)
    learned = {"checked": checked, "features": features, "catalogue": catalogue}
    weigh = reader.read_contributions(model, **learned) if ranking.is_model else None
    words = listed_words(lists.listed["assessment_id"], described, weigh)
    bins = reader.read_json(evaluation / "bins.json")
    chance = chances(lists.listed, ranking.scores, bins, outcome=source.truth == "outcome")
    urgent = urgent_cases(reader.read_tables(checked, READ), source, reference_key=key)
    with whole(worklist) as folder:
        write_table(worklist_table(lists.listed, cases, words, chance), folder / "worklist.parquet")
        write_table(cases_table(cases, words), folder / "cases.parquet")
        write_table(lists.standing, folder / "standing.parquet")
        facts = list_facts(lists, cases, rules=params, ranking=ranking, source=source)
        write_json(facts, folder / "lists.json")
        write_json(churn_report(lists, previous, reference_key=key), folder / "churn.json")
        urgent.cases.to_csv(folder / "urgent.csv", index=False, lineterminator="\n")
        write_json(urgent.rules, folder / "urgent_rules.json")
    counts = {"listed": len(cases), "teams": len(lists.capacity), "urgent": len(urgent.cases)}
    return counts | {"ranked by": ranking.ranked_by}


if __name__ == "__main__":
    run(main, Params)
