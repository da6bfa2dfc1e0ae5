"""Tests of refusing input that is unusable as a whole."""

import pandas as pd
import pytest

from contracts.checks.preconditions import refuse_nothing_kept, refuse_unusable
from contracts.checks.quarantine import Partition
from contracts.errors import InputError
from contracts.table import RawTable, load_tables

TABLES = load_tables()
REQUIRED = [c.name for c in TABLES["assessments"].columns if c.required]


def assessments(**changed):
    given = {name: ["x"] for name in REQUIRED} | changed
    frame = pd.DataFrame({name: values for name, values in given.items() if values is not None})
    return RawTable("assessments", "a.csv", frame.assign(row=1), ignored=("unit",))


def refused(*raw, identifiers="pseudonyms"):
    with pytest.raises(InputError) as refusal:
        refuse_unusable({table.name: table for table in raw}, TABLES, identifiers=identifiers)
    return str(refusal.value)


def test_assessments_must_be_there():
    assert "table 'assessments' (missing_table): no file holds it; it is required" in refused()


def test_a_required_column_that_is_not_there_is_named_with_what_looks_like_it():
    told = refused(assessments(unit_id=None))

    assert "a.csv: column 'unit_id' (missing_column) of table 'assessments' is not there" in told
    assert "near: unit" in told


def test_a_file_whose_columns_all_have_other_names_is_no_empty_table():
    names = ("Assessment Ref", "Signed", "Level")
    foreign = RawTable("assessments", "export.csv", pd.DataFrame({"row": []}), ignored=names)

    message = refused(foreign)

    assert "empty_table" not in message
    assert message.count("(missing_column)") == len(REQUIRED)
    assert "near: Assessment Ref" in message
    assert "say in a profile which is which (docs/sources.md)" in message


def test_a_table_without_rows_is_refused_only_where_it_is_required():
    empty = RawTable("assessments", "a.csv", pd.DataFrame({"row": []}))
    contacts = RawTable("contacts", "c.csv", pd.DataFrame({"row": []}))

    assert "table 'assessments' (empty_table): 0 rows" in refused(empty)
    refuse_unusable(
        {"assessments": assessments(), "contacts": contacts}, TABLES, identifiers="pseudonyms"
    )


@pytest.mark.parametrize(
    "number",
    [
        *("X123456", "A1234BC", "x123456", " a1234bc", "X 12 34 56", "A1234-BC"),
        *("AB123456C", "ab 12 34 56 c", "2012/0123456A", "jo.smith@example.org"),
        *("Jo Smith", "SMITH, JO", "smith,jo", "Anne-Marie O'Neill", "Zo\u00eb  Li"),
    ],
)
def test_raw_numbers_are_refused_without_being_repeated(number):
    told = refused(assessments(person_id=[number]))

    assert "column 'person_id' (raw_identifier): 1 of 1 values" in told
    assert number not in told


@pytest.mark.parametrize("pseudonym", ["p0000001", "P12", "a1b2c3", "N01-77", "3f2a-9c", "Smith"])
def test_pseudonyms_pass(pseudonym):
    refuse_unusable(
        {"assessments": assessments(person_id=[pseudonym], assessor_id=["S123456"])},
        TABLES,
        identifiers="pseudonyms",
    )


@pytest.mark.parametrize("column", ["assessor_id", "person_id"])
def test_names_and_addresses_are_refused_in_any_column_of_people(column):
    told = refused(assessments(**{column: ["jo.smith@example.org"]}))

    assert f"column '{column}' (raw_identifier): 1 of 1 values" in told


def test_the_name_of_a_team_is_no_name_of_a_person():
    refuse_unusable(
        {"assessments": assessments(unit_id=["North Team"])}, TABLES, identifiers="pseudonyms"
    )


def test_the_way_on_with_raw_numbers_and_without_an_optional_table_is_said():
    contacts = RawTable("contacts", "c.csv", pd.DataFrame({"row": [1], "contact_id": ["x"]}))

    told = refused(assessments(person_id=["P000001"]), contacts)

    assert "raw numbers are meant, set check.identifiers: live in params.yaml" in told
    assert "or take the file of an optional table out of the folder" in told


def test_only_files_at_fault_are_named():
    contacts = RawTable("contacts", "c.csv", pd.DataFrame({"row": []}))

    assert refused(assessments(unit_id=None), contacts).startswith("a.csv: 1 fault")


def test_raw_numbers_pass_where_the_run_says_that_they_are_live():
    refuse_unusable({"assessments": assessments(person_id=["X123456"])}, TABLES, identifiers="live")


def test_all_faults_are_told_at_once():
    assert "2 faults" in refused(assessments(unit_id=None, person_id=["X123456"]))


def test_a_run_without_a_single_row_left_says_what_became_of_them():
    raw = assessments()
    findings = pd.DataFrame(
        {
            "table": "assessments",
            "row": [1],
            "column": "assigned_rosh",
            "code": "not_on_the_list",
            "severity": "error",
            "detail": "allowed: low, high",
        }
    )

    with pytest.raises(InputError) as refusal:
        refuse_nothing_kept(Partition(raw.frame.iloc[:0], raw.frame, findings), raw=raw)

    assert "no row of 1 can be kept" in str(refusal.value)
    assert (
        "column 'assigned_rosh' (not_on_the_list): 1 of 1 values (row 1); allowed: low, high"
        in (str(refusal.value))
    )


def test_a_run_date_before_every_record_is_said_to_be_the_reason():
    raw = assessments()
    findings = pd.DataFrame(
        {
            "table": "assessments",
            "row": [1],
            "column": "assessment_date",
            "code": "after_run_date",
            "severity": "warning",
            "detail": "allowed: up to the run date 2001-01-01",
        }
    )

    with pytest.raises(InputError, match=r"after_run_date.*up to the run date 2001-01-01"):
        refuse_nothing_kept(Partition(raw.frame.iloc[:0], raw.frame, findings), raw=raw)
