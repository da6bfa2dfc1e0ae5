import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.sources.profile.load import load_profile
from contracts.sources.read import RawSource, read_source

SOURCES = Path(__file__).parents[3] / "contracts" / "sources"
SEVEN = (
    "assessment_id,person_id,assessment_date,assigned_rosh,unit_id,audited_rosh,"
    "audit_completed_date"
)
DATASETS = Path(__file__).parents[4] / "shared" / "datasets"


def read_dataset(name: str, folder: str) -> RawSource:
    if not (DATASETS / folder).is_dir():
        pytest.skip(f"{DATASETS / folder} is absent: docs/sources.md says where to obtain it")
    return read_source(load_profile(SOURCES / f"{name}.yaml"), DATASETS / folder)


def read_flat_probation(tmp_path: Path, text: str) -> RawSource:
    (tmp_path / "export.csv").write_text(text)
    return read_source(load_profile(SOURCES / "probation.yaml"), tmp_path)


def test_seven_columns_in_one_file_are_assessments_and_audits(tmp_path):
    text = f"""{SEVEN}
A1,P1,2024-01-02,M,U1,high,2024-06-01
A2,P2,2024-01-03,low,U1,,
"""

    raw = read_flat_probation(tmp_path, text)

    assert list(raw.tables) == ["assessments", "audits"]
    assert list(raw.tables["assessments"].frame["assigned_rosh"]) == ["M", "low"]
    assert raw.tables["audits"].frame.to_dict("records") == [
        {
            "row": 1,
            "assessment_id": "A1",
            "audit_completed_date": "2024-06-01",
            "audited_rosh": "high",
            "audit_id": "A1",
        }
    ]


def test_a_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no such folder"):
        read_source(load_profile(SOURCES / "probation.yaml"), tmp_path / "nowhere")


def test_a_folder_without_records_names_the_endings_that_are_read(tmp_path):
    (tmp_path / "notes.docx").write_text("")

    with pytest.raises(
        InputError, match=r"no file of records; allowed: \.csv, \.tsv, \.txt, \.parq"
    ):
        read_source(load_profile(SOURCES / "probation.yaml"), tmp_path)


@pytest.mark.datasets
def test_every_triage_visit_is_audited_and_nothing_is_dated():
    raw = read_dataset("ktas", "ktas")

    assessments, audits = raw.tables["assessments"].frame, raw.tables["audits"].frame
    assert (len(assessments), len(audits)) == (1267, 1267)
    assert "assessment_date" not in assessments
    assert (raw.source.has_dates, raw.source.has_people, raw.source.has_units) == (
        False,
        False,
        True,
    )
    assert set(assessments["unit_id"]) == {"1", "2"}
    under = assessments["assigned_rosh"].astype(int) > audits["audited_rosh"].astype(int)
    assert under.sum() == 131


@pytest.mark.datasets
def test_odd_tokens_of_the_triage_file_are_blanks():
    extra = read_dataset("ktas", "ktas").tables["extra"].frame

    blanks = extra.isna().sum()
    assert blanks["pain_score"] == 556
    assert blanks["systolic_pressure"] == 25
    numbers = extra[["body_temperature", "diastolic_pressure", "pain_score"]].apply(pd.to_numeric)
    assert numbers["body_temperature"].between(35, 41).sum() == 1249


@pytest.mark.datasets
@pytest.mark.parametrize(("name", "happened"), [("compas", 2207), ("compas_violence", 492)])
def test_outcomes_count_only_where_two_years_were_over(name, happened):
    raw = read_dataset(name, "compas")

    audits = raw.tables["audits"].frame
    assert (len(audits), audits["outcome"].sum()) == (6216, happened)
    assert audits["audit_completed_date"].max() == pd.Timestamp("2014-04-01")
    assert raw.source.observed_until == dt.date(2016, 3, 31)
    told = [f.detail for f in raw.findings if f.code == "follow_up_not_over"]
    assert told[0].startswith("998 rows have an outcome though 730 days were not over")


@pytest.mark.datasets
def test_people_in_both_files_are_read_once():
    raw = read_dataset("compas", "compas")

    assessments = raw.tables["assessments"].frame
    assert len(assessments) == 11_757
    assert assessments["assessment_id"].is_unique
    assert assessments["assigned_rosh"].isna().sum() == 15
    assert raw.tables["extra"].frame["general_decile"].isna().sum() == 15


@pytest.mark.datasets
def test_an_inspection_is_judged_by_the_next_one():
    raw = read_dataset("ofsted", "ofsted")

    assessments, audits = raw.tables["assessments"].frame, raw.tables["audits"].frame
    assert (len(assessments), len(audits)) == (23_441, 18_678)
    assert set(audits["audited_rosh"]) == {
        "outstanding",
        "good",
        "requires_improvement",
        "inadequate",
    }
    extra = raw.tables["extra"].frame
    assert set(pd.to_numeric(extra["helped_and_protected"]).dropna()) == {0, 1, 2, 3}
    assert set(extra["sector"]) == {"private", "voluntary", "local authority", "health authority"}


@pytest.mark.datasets
def test_a_next_grade_below_good_counts_within_two_years():
    raw = read_dataset("ofsted_outcome", "ofsted")

    audits = raw.tables["audits"].frame
    assert len(audits) == 15_916
    assert 0.1 < audits["outcome"].mean() < 0.25
    assert raw.source.observed_until == dt.date(2025, 3, 31)


@pytest.mark.parametrize(("declared", "found"), [(1, []), (2, ["1 rows read; 2 declared"])])
def test_a_number_of_rows_that_is_not_the_declared_one_is_said(tmp_path, declared, found):
    (tmp_path / "export.csv").write_text(f"{SEVEN}\nA1,P1,2024-01-02,M,U1,high,2024-06-01\n")
    profile = replace(
        load_profile(SOURCES / "probation.yaml"), row_counts={"assessments": declared}
    )

    raw = read_source(profile, tmp_path)

    assert [f.detail for f in raw.findings if f.code == "row_count_differs"] == found


@pytest.mark.parametrize(
    ("source", "stray", "refused"),
    [
        ("ktas", "data.xlsx", True),
        ("ktas", "audits.xlsx", False),
        ("probation", "audits.xlsx", True),
        ("probation", "data.xlsx", False),
        ("oasys_ndelius", "oasys_set.xlsx", True),
    ],
)
def test_records_of_a_source_in_a_format_that_is_not_read_are_refused(
    tmp_path, source, stray, refused
):
    (tmp_path / stray).touch()

    with pytest.raises(InputError) as error:
        read_source(load_profile(SOURCES / f"{source}.yaml"), tmp_path)

    assert ("records in a format that is not read" in str(error.value)) == refused
    assert ("no file of records" in str(error.value)) != refused
