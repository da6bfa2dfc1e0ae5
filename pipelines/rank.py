"""Scores in, every team's list out: exactly as long as the time the team has."""

import os
from dataclasses import dataclass
from pathlib import Path

from contracts.csv_files import write_csv
from pipelines.running.outputs import whole, write_json, write_table
from pipelines.running.stage import Figures, run
from worklists.case_reference import KEY_VARIABLE
from worklists.ranking.inputs import RankPaths, read_given
from worklists.ranking.round import make_round
from worklists.ranking.selection import ListRules


@dataclass(frozen=True)
class Params(ListRules):
    """The 'rank' section of params.yaml: the rules, a capacity file, and what is known since.

    ``capacity`` is a CSV file of ``unit_id,cases_per_list``; ``previous`` the folder of an
    earlier list; ``decisions`` the folder of frozen decisions that teams returned.
    """

    capacity: str
    previous: str
    decisions: str

    def named(self) -> dict[str, Path]:
        """The places that parameters name."""
        return {name: Path(getattr(self, name)) for name in ("capacity", "previous", "decisions")}


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
    params: Params,
) -> Figures:
    """Give each team the cases it has time to look at, and say of each why it is there."""
    places = RankPaths(
        scores=scores,
        fallback=fallback,
        checked=checked,
        features=features,
        catalogue=catalogue,
        evidence=evidence,
        model=model,
        evaluation=evaluation,
        performance=performance,
        **params.named(),
    )
    key = os.environ.get(KEY_VARIABLE, params.tie_key)
    made = make_round(read_given(places, params), params, key=key)
    with whole(worklist) as folder:
        for name, table in made.tables.items():
            write_table(table, folder / f"{name}.parquet")
        for name, facts in made.facts.items():
            write_json(facts, folder / f"{name}.json")
        write_csv(made.urgent, folder / "urgent.csv")
    return made.figures


if __name__ == "__main__":
    run(main, Params)
