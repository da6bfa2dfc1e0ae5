"""Tests of the check stage, from a folder of files to the folder that later stages read."""

import json
from pathlib import Path

import pandas as pd
import pytest
import yaml

from contracts.errors import InputError
from contracts.source import Source
from pipelines.check import main
from pipelines.running.params.sections import CheckParameters, SourceParameters

PROFILE = Path(__file__).parents[2] / "contracts" / "sources" / "probation.yaml"


def records_of(folder, profile=None):
    return SourceParameters(profile=str(profile or PROFILE), path=str(folder))


PARAMS = CheckParameters(run_date="latest", identifiers="pseudonyms")
COLUMNS = "assessment_id,person_id,assessment_date,assigned_rosh,unit_id,audited_rosh"
FLAT = f"""{COLUMNS},audit_completed_date
A1,P1,2024-01-01,Medium,U1,RVRH,2024-05-01
A2,P2,2024-02-01,L,U1,,
A3,P3,2024-03-01,Medum,U2,,
"""


@pytest.fixture
def folder(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "records.csv").write_text(FLAT, encoding="utf-8")
    return source


def test_findings_are_counted_by_name_on_the_screen(folder, tmp_path, capsys):
    main(checked=tmp_path / "checked", source=records_of(folder), check=PARAMS)

    printed = capsys.readouterr().out
    assert "1 error: not_on_the_list 1\n" in printed


def test_a_flat_file_of_seven_columns_becomes_checked_tables(folder, tmp_path):
    figures = main(checked=tmp_path / "checked", source=records_of(folder), check=PARAMS)

    assert figures == {"assessments": 2, "audits": 1, "quarantined": 1, "warnings": 1}
    assessments = pd.read_parquet(tmp_path / "checked" / "tables" / "assessments.parquet")
    assert assessments["assigned_rosh"].tolist() == ["medium", "low"]
    accounts = json.loads((tmp_path / "checked" / "accounts.json").read_text(encoding="utf-8"))
    assert accounts["assessments"] == {
        "file": "records.csv",
        "read": 3,
        "kept": 2,
        "quarantined": 1,
    }
    source = Source.load(tmp_path / "checked" / "source.json")
    assert str(source.run_date) == "2024-05-01"
    assert source.tables[:2] == ("assessments", "audits")


def test_the_same_records_give_the_same_bytes(folder, tmp_path):
    for name in ("one", "two"):
        main(checked=tmp_path / name, source=records_of(folder), check=PARAMS)

    written = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(written) >= 8
    for path in written:
        assert (
            path.read_bytes()
            == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
        )


def test_a_refusal_leaves_what_stood_there_before(folder, tmp_path):
    main(checked=tmp_path / "checked", source=records_of(folder), check=PARAMS)
    before = (tmp_path / "checked" / "findings.parquet").read_bytes()
    (folder / "records.csv").write_text(FLAT.replace(",P", ",X12345"), encoding="utf-8")

    with pytest.raises(InputError, match="raw_identifier"):
        main(checked=tmp_path / "checked", source=records_of(folder), check=PARAMS)

    assert (tmp_path / "checked" / "findings.parquet").read_bytes() == before


@pytest.mark.datasets
def test_what_is_odd_in_the_public_two_year_file_is_found_without_being_told(datasets, tmp_path):
    told = yaml.safe_load((PROFILE.parent / "compas.yaml").read_text(encoding="utf-8"))
    del told["outcome"]["observed_until"]
    profile = tmp_path / "compas.yaml"
    profile.write_text(yaml.safe_dump(told), encoding="utf-8")

    main(
        checked=tmp_path / "checked", source=records_of(datasets / "compas", profile), check=PARAMS
    )

    findings = pd.read_parquet(tmp_path / "checked" / "findings.parquet")
    (late,) = findings.loc[findings["code"] == "labels_all_alike_lately", "detail"]
    assert late == ("all 998 from 2014-04-02 on say yes; before, 36% of 6,216 were positive")
    assert (findings["code"] == "label_rate_break").sum() == 3
