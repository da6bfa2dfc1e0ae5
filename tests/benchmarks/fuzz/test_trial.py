import pandas as pd
import pytest

from benchmarks.fuzz.plain_checks import plain_checks
from benchmarks.fuzz.records import FORMS, clean_tables, write
from benchmarks.fuzz.trial import profile, trial, unaccounted
from contracts.checks.run import check_tables
from contracts.sources.read import read_source


def rows(tables):
    return {name: table.to_dict("records") for name, table in tables.items()}


@pytest.mark.parametrize("form", FORMS)
def test_clean_records_are_read_as_they_stand_in_every_form(tmp_path, form):
    tables = clean_tables()
    for name, table in tables.items():
        write(table, tmp_path / name, form)

    with plain_checks(0):
        assert trial(tmp_path, rows(tables)).kind == "read"


def test_a_cell_that_was_read_as_another_without_a_finding_is_silent(tmp_path):
    tables = clean_tables()
    for name, table in tables.items():
        write(table, tmp_path / name, "comma.csv")
    raw = read_source(profile(), tmp_path)
    tables["assessments"].loc[3, "unit_id"] = "ANOTHER"

    [silent] = unaccounted(raw, check_tables(raw), rows(tables))

    assert silent.startswith("assessments.unit_id, row 4: 'ANOTHER' kept as ")


def test_a_row_that_was_not_read_is_silent_and_a_refusal_is_not(tmp_path):
    tables = clean_tables()
    write(tables["assessments"].iloc[:-1], tmp_path / "assessments", "comma.csv")

    assert trial(tmp_path, rows({"assessments": tables["assessments"]})).kind == "silent"

    (tmp_path / "assessments.csv").write_text("a,b\n1,2\n")
    assert trial(tmp_path, None).kind == "refused"


def test_texts_of_blanks_become_no_text(tmp_path):
    table = pd.DataFrame({"a": ["", "b"]})

    file = write(table, tmp_path / "table", "text.parquet")

    assert list(pd.read_parquet(file)["a"].isna()) == [True, False]
