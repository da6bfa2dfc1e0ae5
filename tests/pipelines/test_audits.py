"""The command that draws the audits to make next."""

import json
import os

import numpy as np
import pandas as pd
import pytest

from contracts.levels import Scale
from contracts.source import Source
from pipelines.audits import main

SOURCE = Source(
    name="x", title="", about="", scale=Scale(("low", "medium", "high"), "high")
).content() | {"run_date": "2026-06-30"}
IDS = [f"A{i:02d}" for i in range(40)]


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    tables = tmp_path / "checked/tables"
    tables.mkdir(parents=True)
    levels = ["low", "medium"] * 20
    assessments = pd.DataFrame({"assessment_id": IDS, "assigned_rosh": levels})
    assessments.to_parquet(tables / "assessments.parquet")
    pd.DataFrame({"assessment_id": IDS[:4]}).to_parquet(tables / "audits.parquet")
    (tmp_path / "checked/source.json").write_text(json.dumps(SOURCE))
    scores = pd.DataFrame({"assessment_id": IDS, "assigned": levels, "p_under": 0.2})
    scores.to_parquet(tmp_path / "scores.parquet")
    options = ["--checked", str(tmp_path / "checked"), "--scores", str(tmp_path / "scores.parquet")]
    options += ["--draws", str(tmp_path / "draws")]

    def run(number):
        monkeypatch.setattr("sys.argv", ["audits", "--number", str(number), *options])
        main()
        return capsys.readouterr().out

    run.folder = tmp_path
    return run


def test_the_audit_team_receives_references_and_nothing_else(command):
    text = command(10)

    sheet = pd.read_csv(command.folder / "draws/2026-06-30-001/audits.csv")
    assert list(sheet.columns) == ["draw", "case_reference"]
    assert sheet["case_reference"].str.fullmatch(r"C-\w{5}-\w{5}").all()
    assert "10 of 36 cases drawn" in text
    assert not any(name in text for name in IDS)


def test_what_is_kept_says_of_each_case_how_likely_it_was_to_be_drawn(command):
    command(10)

    kept = pd.read_parquet(command.folder / "draws/2026-06-30-001/draw.parquet")
    assert set(kept["selection_reason"]) <= {"random", "targeted"}
    assert kept["selection_probability"].between(0.1, 0.9).all()
    assert kept["audit_selected_date"].eq(pd.Timestamp("2026-06-30")).all()


def test_draws_never_overlap_each_other_or_the_audits_on_record(command):
    for _ in range(3):
        command(10)

    kept = [pd.read_parquet(path) for path in sorted(command.folder.glob("draws/*/draw.parquet"))]
    drawn = pd.concat(kept)["assessment_id"]
    assert len(kept) == 3
    assert drawn.is_unique
    assert not set(drawn) & set(IDS[:4])


def test_more_than_there_are_left_is_refused_and_nothing_is_written(command, capsys):
    command(30)

    with pytest.raises(SystemExit) as stopped:
        command(7)

    assert stopped.value.code == 2
    assert "7 cases; 6 can be drawn" in capsys.readouterr().err
    assert os.listdir(command.folder / "draws") == ["2026-06-30-001"]  # noqa: PTH208


def test_without_chances_it_says_what_the_draw_goes_by(command):
    scores = pd.read_parquet(command.folder / "scores.parquet").assign(p_under=np.nan)
    scores.to_parquet(command.folder / "scores.parquet")

    assert "of levels alone, since no audit is on record" in command(10)
