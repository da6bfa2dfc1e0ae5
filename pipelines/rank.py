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
from worklists.ranking import ListRules
from worklists.ranking_choice import chosen_ranking
from worklists.ranking_facts import list_facts
from worklists.ranking_lists import make_lists
from worklists.ranking_tables import cases_table, chances, worklist_table


@dataclass(frozen=True)
class Params(ListRules):
    """The 'rank' section of params.yaml."""

    capacity: str | None
    previous: str | None
    decisions: str | None


def main(
    *, scores: Path, checked: Path, evaluation: Path, worklist: Path, params: Params
) -> Figures:
    """Give each team the cases it has time to look at, and say of each why it is there."""
    source = Source.load(checked / "source.json")
    key = os.environ.get("COUNTERSIGN_REFERENCE_KEY", params.tie_key)
    ranking = chosen_ranking(pd.read_parquet(scores), reader.read_json(evaluation / "gate.json"))
    records = reader.read_records(
        ranking.scores, checked, source=source, decisions=params.decisions, key=key
    )
    lists = make_lists(
        records,
        params,
        capacity=reader.read_capacity(params.capacity),
        previous=reader.read_previous(params.previous),
    )
    cases = describe(lists.listed, records.assessments, source=source, reference_key=key)
    bins = reader.read_json(evaluation / "bins.json")
    words = chances(lists.listed, ranking.scores, bins, outcome=source.truth == "outcome")
    with whole(worklist) as folder:
        write_table(worklist_table(lists.listed, cases, words), folder / "worklist.parquet")
        write_table(cases_table(cases, words), folder / "cases.parquet")
        write_table(lists.standing, folder / "standing.parquet")
        facts = list_facts(lists, cases, rules=params, ranking=ranking, source=source)
        write_json(facts, folder / "lists.json")
    return {"listed": len(cases), "teams": len(lists.capacity), "ranked by": ranking.ranked_by}


if __name__ == "__main__":
    run(main, Params)
