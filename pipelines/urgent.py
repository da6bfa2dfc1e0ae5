"""Urgent cases from checked records alone: no score, no model and no list is waited for."""

from pathlib import Path

from contracts.checked_folder import CheckedFolder
from contracts.files.content_hash import folder_hash
from contracts.files.csv_writer import write_csv
from contracts.secret_key import reference_key
from contracts.source import Source
from pipelines.running.outputs import whole, write_json, write_table
from pipelines.running.params.sections import RankParameters
from pipelines.running.stage import Figures, run
from worklists.ranking.previous_round import read_decisions
from worklists.urgent.findings import READ, find
from worklists.urgent.lists import urgent_lists


def main(*, checked: Path, urgent: Path, rank: RankParameters) -> Figures:
    """Write the urgent cases of every team into the folder ``urgent``, in the form of lists.

    What a team has answered, by the frozen decisions that params.yaml names, is left out.
    """
    records = CheckedFolder(checked)
    source = Source.load(records.source_file)
    tables = records.present_tables(READ)
    decisions = Path(rank.decisions)
    found = find(tables, source, read_decisions(decisions))
    made = urgent_lists(
        found,
        tables["assessments"],
        source,
        reference_key=reference_key(),
        run_id=folder_hash(checked, decisions)[:16],
    )
    with whole(urgent) as folder:
        for name, table in made.tables.items():
            write_table(table, folder / f"{name}.parquet")
        for name, facts in made.facts.items():
            write_json(facts, folder / f"{name}.json")
        write_csv(made.csv, folder / "urgent.csv")
    return {
        "urgent": len(made.csv),
        "cases": len(made.tables["worklist"]),
        "rules": sum(rule["applied"] for rule in found.rules),
    }


if __name__ == "__main__":
    run(main)
