"""Tests of the contract tables as they are written."""

import re

import pytest

from contracts.findings import load_rules
from contracts.table import load_tables

TABLES = load_tables()
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]


def test_assessments_are_read_first_and_audits_second():
    assert list(TABLES)[:2] == ["assessments", "audits"]
    assert len(TABLES) == 9


def test_only_assessments_are_required():
    assert [name for name, table in TABLES.items() if table.required] == ["assessments"]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda part: part.name)
def test_every_column_says_what_it_means_when_it_is_known_and_what_a_blank_means(table, column):
    assert column.meaning.endswith(".")
    assert column.known
    assert column.required or column.blank_means or column.name == "outcome"
    assert column.source_field


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda part: part.name)
def test_every_alias_and_catch_all_is_on_its_list(table, column):
    if column.type in ("enum", "list"):
        assert column.allowed
        assert set(column.aliases.values()) <= {*column.allowed, ""}
        assert column.otherwise in (*column.allowed, "")
    re.compile(column.pattern)


def test_every_key_date_and_reference_names_a_column_of_its_table():
    for table in TABLES.values():
        assert set(table.key) <= set(table.names)
        assert not table.dated or table.dated in table.names
        for reference in table.references:
            assert reference.column in table.names
        for order in table.orders:
            assert {order.earlier, order.later} <= {*table.names, "assessment_date"}
            assert order.code in load_rules()


def test_a_name_that_is_no_column_is_a_key_error():
    with pytest.raises(KeyError, match="tier"):
        TABLES["assessments"].column("tier")
