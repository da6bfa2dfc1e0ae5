"""Tests of columns that have no place in an extract."""

import pandas as pd
import pytest

from contracts.checks.protected_columns import unread_columns, why_forbidden
from contracts.table import RawTable, load_tables


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        ("Surname", "it identifies people"),
        ("CRN", "it identifies people"),
        ("case notes", "it may hold free text"),
        ("Ethnicity", "a protected characteristic belongs in the table 'protected' alone"),
        ("rosh_prisoners_community", "the form has no level for prisoners in the community"),
    ],
)
def test_a_column_that_must_not_be_there_is_told_with_the_reason(column, reason):
    assert why_forbidden(column) == reason


def test_no_column_of_the_contracts_but_those_of_the_protected_table_is_forbidden():
    names = {n for t in load_tables().values() if t.name != "protected" for n in t.names}

    assert [name for name in names if why_forbidden(name)] == []


def test_a_further_characteristic_in_the_protected_table_is_unread_and_not_forbidden():
    raw = RawTable("protected", "p.csv", pd.DataFrame(), ignored=("sexual_orientation", "dob"))

    findings = list(unread_columns({"protected": raw}))

    assert [(f.code, f.column, f.detail) for f in findings] == [
        ("forbidden_column", "dob", "it identifies people"),
        ("column_not_used", "", "sexual_orientation"),
    ]


def test_columns_left_unread_are_told_once_a_table():
    raw = RawTable("contacts", "c.csv", pd.DataFrame(), ignored=("colour", "surname", "size"))

    findings = list(unread_columns({"contacts": raw}))

    assert [(f.code, f.column, f.detail) for f in findings] == [
        ("forbidden_column", "surname", "it identifies people"),
        ("column_not_used", "", "colour, size"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Jo Bloggs",
        "BLOGGS, JO",
        "jo.bloggs@example.org",
        "X123456",
        "a1234bc",
        "Jo2 Bloggs",
        "review_of_A1234BC",
    ],
)
def test_a_heading_that_is_a_persons_is_counted_and_not_repeated(heading):
    raw = RawTable("contacts", "c.csv", pd.DataFrame(), ignored=("size", heading))

    (finding,) = unread_columns({"contacts": raw})

    assert finding.detail == "size, 1 whose name looks like that of a person"
    assert finding.column == ""
