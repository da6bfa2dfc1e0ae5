"""Urgent cases from checked records alone: no score, no model and no list is waited for."""

import os
from pathlib import Path

from contracts.checked_folder import CheckedFolder
from contracts.csv_files import write_csv
from contracts.source import Source
from pipelines.running.outputs import whole, write_json
from pipelines.running.parameters import RankParameters
from pipelines.running.stage import Figures, run
from worklists.case_reference import KEY_VARIABLE
from worklists.urgent.cases import READ, urgent_cases


def main(*, checked: Path, urgent: Path, rank: RankParameters) -> Figures:
    """Write the folder ``urgent``: ``urgent.csv`` and ``urgent_rules.json``, as rank does."""
    records = CheckedFolder(checked)
    source = Source.load(records.source_file)
    key = os.environ.get(KEY_VARIABLE, rank.tie_key)
    urgent_today = urgent_cases(records.present_tables(READ), source, reference_key=key)
    with whole(urgent) as folder:
        write_csv(urgent_today.cases, folder / "urgent.csv")
        write_json(urgent_today.rules, folder / "urgent_rules.json")
    return {
        "urgent": len(urgent_today.cases),
        "rules": sum(rule["applied"] for rule in urgent_today.rules),
    }


if __name__ == "__main__":
    run(main)
