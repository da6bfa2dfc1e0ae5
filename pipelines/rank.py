"""Scores in, every team's list out: exactly as long as the time the team has."""

from pathlib import Path

from contracts.secret_key import reference_key
from pipelines.running.outputs import whole, write_json, write_table
from pipelines.running.params.file import settings
from pipelines.running.params.sections import RankParameters
from pipelines.running.stage import Figures, run
from worklists.ranking.inputs import RankPaths, read_inputs
from worklists.ranking.list_rules import ListRules
from worklists.ranking.round import make_round


def main(
    *,
    scores: Path,
    fallback: Path,
    checked: Path,
    features: Path,
    catalogue: Path,
    evidence: Path,
    model: Path,
    evaluation: Path,
    performance: Path,
    worklist: Path,
    rank: RankParameters,
) -> Figures:
    """Give each team the cases it has time to look at, and say of each why it is there."""
    paths = RankPaths(
        scores=scores,
        fallback=fallback,
        checked=checked,
        features=features,
        catalogue=catalogue,
        evidence=evidence,
        model=model,
        evaluation=evaluation,
        performance=performance,
        capacity=Path(rank.capacity),
        previous=Path(rank.previous),
        decisions=Path(rank.decisions),
    )
    key = reference_key()
    rules = settings(ListRules, rank, tie_key=key)
    made = make_round(read_inputs(paths, rules), rules, key=key)
    with whole(worklist) as folder:
        for name, table in made.tables.items():
            write_table(table, folder / f"{name}.parquet")
        for name, facts in made.facts.items():
            write_json(facts, folder / f"{name}.json")
    return made.figures


if __name__ == "__main__":
    run(main)
