"""Tests of the one reading of checked records."""

import pandas as pd
import pytest

from contracts.checked_folder import CheckedFolder, table_files
from contracts.errors import InputError


def folder_with(tmp_path, **tables):
    folder = CheckedFolder(tmp_path)
    folder.tables.mkdir()
    for name, frame in tables.items():
        pd.DataFrame(frame).to_parquet(folder.table_file(name))
    return folder


def test_only_the_columns_that_are_named_are_read(tmp_path):
    folder = folder_with(tmp_path, assessments={"assessment_id": ["A1"], "unit_id": ["U1"]})

    assert folder.table("assessments", columns=["unit_id"]).to_dict("list") == {"unit_id": ["U1"]}
    assert list(folder.table("assessments")) == ["assessment_id", "unit_id"]


def test_a_table_that_the_source_does_not_have_is_one_without_rows(tmp_path):
    folder = folder_with(tmp_path)

    audits = folder.table("audits")

    assert len(audits) == 0
    assert list(audits) == ["audit_id", "assessment_id", "audit_completed_date"]
    assert list(folder.table("protected")) == ["person_id"]
    assert list(folder.table("audits", columns=["audit_id"])) == ["audit_id"]


def test_without_assessments_there_is_nothing_to_read(tmp_path):
    with pytest.raises(InputError) as refusal:
        folder_with(tmp_path).table("assessments")

    assert refusal.value.faults == ["there is no such file"]
    assert refusal.value.next_step == "run the check stage again"


@pytest.mark.parametrize("size", [0, 3, 200])
def test_half_a_file_is_refused_in_a_sentence(tmp_path, size):
    folder = folder_with(tmp_path, audits={"audit_id": ["Q1"] * 50})
    whole = folder.table_file("audits").read_bytes()
    folder.table_file("audits").write_bytes(whole[:size])

    with pytest.raises(InputError, match=r"audits\.parquet: 1 fault\n  - not a table of"):
        folder.table("audits")


def test_a_table_without_a_column_that_is_needed_is_refused(tmp_path):
    folder = folder_with(tmp_path, audits={"audit_id": ["Q1"]})

    with pytest.raises(InputError, match="not a table of this version"):
        folder.table("audits", columns=["audited_rosh"])


def test_only_tables_that_are_there_are_present(tmp_path):
    folder = folder_with(tmp_path, contacts={"person_id": ["P1"]})

    assert list(folder.present_tables(["contacts", "enquiries"])) == ["contacts"]


def test_files_that_are_no_table_are_left_alone(tmp_path):
    folder = folder_with(tmp_path, contacts={"x": [1]}, extra={"x": [1]}, strange={"x": [1]})

    files = table_files(folder.tables, ["extra", "contacts", "audits"])

    assert files == {n: folder.table_file(n) for n in ("contacts", "extra")}
