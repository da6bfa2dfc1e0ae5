from pathlib import Path

import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.source import RawSource
from contracts.sources.profile.load import load_profile
from contracts.sources.read import read_source

PROBATION = Path(__file__).parents[4] / "contracts" / "sources" / "probation.yaml"
ASSESSMENTS = "assessment_id,person_id,assessment_date,assigned_rosh,unit_id"


def read(folder: Path, **files: str) -> RawSource:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_source(load_profile(PROBATION), folder)


def told(raw: RawSource) -> dict[str, str]:
    return {finding.column or finding.code: finding.detail for finding in raw.findings}


def test_tables_are_found_by_their_names_whatever_the_case(tmp_path):
    (tmp_path / "Practitioner Months.csv").write_text("assessor_id,month,unit_id,grade,caseload\n")

    raw = read(tmp_path, ASSESSMENTS=f"{ASSESSMENTS}\nA1,P1,2024-01-02,low,U1\n")

    assert list(raw.tables) == ["assessments", "practitioner_months"]


def test_columns_may_stand_in_any_order_and_spelling_beside_others(tmp_path):
    header = "Unit ID;shoe size;assigned-rosh;Assessment_Date;PERSON_ID;assessment_id"
    text = f"{header}\nU1;9;M;2024-01-02;P1;A1"

    raw = read(tmp_path, anything=text)

    row = raw.tables["assessments"].frame.iloc[0].to_dict()
    assert row == {
        "row": 1,
        "unit_id": "U1",
        "assigned_rosh": "M",
        "assessment_date": "2024-01-02",
        "person_id": "P1",
        "assessment_id": "A1",
    }
    assert raw.tables["assessments"].ignored == ("shoe size",)


def test_parquet_keeps_its_types(tmp_path):
    frame = pd.DataFrame(
        {
            "assessment_id": ["A1"],
            "person_id": ["P1"],
            "assessment_date": pd.to_datetime(["2024-01-02"]),
            "assigned_rosh": pd.Categorical(["low"]),
            "unit_id": ["NULL"],
            "sources_used": [["police", "interview"]],
        }
    )
    frame.to_parquet(tmp_path / "assessments.parquet")

    read_frame = read(tmp_path).tables["assessments"].frame

    assert read_frame["assessment_date"].iloc[0] == pd.Timestamp("2024-01-02")
    assert list(read_frame["sources_used"].iloc[0]) == ["police", "interview"]
    assert read_frame["assigned_rosh"].iloc[0] == "low"
    assert pd.isna(read_frame["unit_id"].iloc[0])


def test_one_table_in_two_files_is_refused(tmp_path):
    (tmp_path / "assessments.tsv").write_text("assessment_id\n")

    with pytest.raises(
        InputError, match=r"'assessments' is there 2 times: assessments.csv, assess"
    ):
        read(tmp_path, assessments=f"{ASSESSMENTS}\n")


def test_a_folder_of_tables_without_assessments_names_what_is_near(tmp_path):
    with pytest.raises(InputError, match="no file is named 'assessments'; near: assesments"):
        read(tmp_path, assesments=f"{ASSESSMENTS}\n", contacts="contact_id\n")


def test_files_that_are_no_table_are_told_and_left(tmp_path):
    raw = read(tmp_path, assessments=f"{ASSESSMENTS}\nA1,P1,2024-01-02,low,U1\n", lookup="a\n1\n")

    assert told(raw)["file_not_used"].endswith("not read: lookup.csv")


def test_a_file_without_a_header_is_refused(tmp_path):
    with pytest.raises(
        InputError, match=r"contacts.csv: 1 fault\n  - no header: the file is empty"
    ):
        read(tmp_path, assessments=f"{ASSESSMENTS}\n", contacts="")


def test_a_convenience_column_is_a_feature_where_its_table_is_absent(tmp_path):
    text = (
        f"{ASSESSMENTS},caseload,release_date,days_since_release\nA1,P1,2024-01-02,low,U1,51,,7\n"
    )

    raw = read(tmp_path, assessments=text)

    assert [extra.name for extra in raw.source.extra] == ["stated_caseload"]
    assert not raw.source.extra[0].shown_as_reason
    extra = raw.tables["extra"].frame.to_dict("records")
    assert extra == [{"row": 1, "assessment_id": "A1", "stated_caseload": "51"}]


def test_where_both_are_there_the_table_is_used_and_differences_are_counted(tmp_path):
    text = f"""{ASSESSMENTS},missed_appointments_12w,domestic_abuse_flag
A1,P1,2024-03-01,low,U1,2,no
A2,P2,2024-03-01,low,U1,1,yes
A3,P3,2024-03-01,low,U1,0,
"""
    contacts = """contact_id,person_id,contact_date,contact_group,appointment_outcome,known_at
C1,P1,2024-02-01,office,UAAB,2024-02-01
C2,P1,2024-02-09,office,UAAB,2024-02-09
C3,P2,2023-02-09,office,UAAB,2023-02-09
"""
    registrations = """registration_id,person_id,register_code,start_date,known_at
R1,P1,ADVP,2024-01-01,2024-01-01
"""

    raw = read(tmp_path, assessments=text, contacts=contacts, registrations=registrations)

    assert "extra" not in raw.tables
    assert told(raw)["missed_appointments_12w"].startswith("1 of 3 values differ from what table")
    assert told(raw)["domestic_abuse_flag"].startswith("2 of 2 values differ")


def test_a_level_in_the_flat_file_yields_to_the_audits_table(tmp_path):
    text = f"{ASSESSMENTS},audited_rosh\nA1,P1,2024-03-01,low,U1,M\nA2,P1,2024-03-01,low,U1,H\n"
    audits = """audit_id,assessment_id,audit_completed_date,audited_rosh
Q1,A1,2024-06-01,medium
Q2,A2,2024-06-01,low
"""

    raw = read(tmp_path, assessments=text, audits=audits)

    assert list(raw.tables["audits"].frame["audited_rosh"]) == ["medium", "low"]
    assert told(raw)["audited_rosh"].startswith("1 of 2 values differ from what table 'audits'")


def test_an_unfinished_flat_file_reaches_the_check_that_names_all_its_gaps(tmp_path):
    raw = read(tmp_path, export="person_id,audited_rosh,caseload\nP1,low,3\n")

    assert list(raw.tables) == ["assessments"]
    assert list(raw.tables["assessments"].frame) == ["row", "person_id"]


def test_decimal_commas_are_read_in_the_contracts_own_numbers(tmp_path):
    text = f"{ASSESSMENTS},violence_2yr_pct,wmt_pct\nA1,P1,2024-03-01,low,U1,1:5,99:5\n"

    raw = read(tmp_path, export=text.replace(",", ";").replace(":", ","))

    assert list(raw.tables["assessments"].frame["violence_2yr_pct"]) == ["1.5"]
    assert list(raw.tables["extra"].frame["stated_wmt_pct"]) == ["99.5"]


def test_a_declared_order_of_dates_settles_what_the_file_leaves_open(tmp_path):
    (tmp_path / "mine.yaml").write_text(f"extends: {PROBATION}\ndialect: {{dates: dmy}}\n")
    (tmp_path / "assessments.csv").write_text(f"{ASSESSMENTS}\nA1,P1,03/04/2024,low,U1\n")

    raw = read_source(load_profile(tmp_path / "mine.yaml"), tmp_path)

    assert list(raw.tables["assessments"].frame["assessment_date"]) == ["2024-04-03"]


def test_a_profile_may_spell_the_levels_of_the_contracts_tables_its_own_way(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(f"extends: {PROBATION}\nscale: {{spellings: {{1: low, 2: medium}}}}\n")
    records = tmp_path / "records"
    records.mkdir()
    (records / "assessments.csv").write_text(f"{ASSESSMENTS}\nA1,P1,2024-01-02,2,U1\n")

    raw = read_source(load_profile(own), records)

    assert list(raw.tables["assessments"].frame["assigned_rosh"]) == ["medium"]


def test_columns_without_a_name_as_spreadsheets_leave_them_are_no_columns(tmp_path):
    raw = read(tmp_path, anything=f"{ASSESSMENTS},,\nA1,P1,2024-01-02,low,U1,,\n")

    assert len(raw.tables["assessments"].frame) == 1
    assert raw.tables["assessments"].ignored == ()
