"""Writes docs/data-dictionary.md from the contracts: ``python -m pipelines.dictionary``."""

from pathlib import Path

from contracts.findings import load_rules
from contracts.reports.data_dictionary import data_dictionary
from contracts.table import load_tables
from pipelines.running.outputs import whole
from pipelines.running.stage import Figures, run

PAGE = Path("docs/data-dictionary.md")


def main(*, page: Path = PAGE) -> Figures:
    """Write the data dictionary, from every contract table and every rule."""
    tables, rules = load_tables(), load_rules()
    with whole(page, private=False) as unfinished:
        unfinished.write_text(data_dictionary(tables, rules.values()), encoding="utf-8")
    return {"tables": len(tables), "columns": sum(len(t.columns) for t in tables.values())}


if __name__ == "__main__":
    run(main)
