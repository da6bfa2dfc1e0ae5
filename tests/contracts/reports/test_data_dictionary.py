"""Tests of the data dictionary."""

from pathlib import Path

from contracts.findings import load_rules
from contracts.reports.data_dictionary import data_dictionary
from contracts.table import load_tables

PAGE = Path(__file__).parents[3] / "docs" / "data-dictionary.md"
TEXT = data_dictionary(load_tables(), load_rules().values())


def test_the_page_in_docs_is_what_the_contracts_say_now():
    assert PAGE.read_text(encoding="utf-8") == TEXT, "run: python -m pipelines.dictionary"


def test_every_column_and_every_code_has_its_row():
    for table in load_tables().values():
        assert f"## {table.name}" in TEXT
        for column in table.columns:
            assert f"| `{column.name}` |" in TEXT
    for code in load_rules():
        assert f"| `{code}` |" in TEXT


def test_rows_of_a_table_have_as_many_cells_as_its_head():
    for line in TEXT.splitlines():
        if line.startswith("| `"):
            assert line.replace("\\|", "").count("|") in (5, 9)
