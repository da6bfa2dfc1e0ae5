import shutil
from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines.running.params.sections import RankParameters
from pipelines.running.stage import outputs_of, run, section_names

PARAMS = Path(__file__).parents[3] / "params.yaml"


def refuses(*, records: Path):
    """Read records."""
    raise InputError(records.name, ["column 'assigned_rosh' is missing"], "add it")


def test_a_refusal_is_told_without_a_traceback_and_exits_with_two(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["stage", "--records", "ratings.csv"])

    with pytest.raises(SystemExit) as ended:
        run(refuses)

    assert ended.value.code == 2
    message = capsys.readouterr().err
    assert message.startswith("ratings.csv: 1 fault\n  - column 'assigned_rosh' is missing\n")
    assert "Traceback" not in message


def counts(*, records: Path, previous: Path | None = None):
    """Count records."""
    return {"rows read": 1200, "share": 0.25, "previous": str(previous)}


def test_figures_are_told_on_one_line(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["stage", "--records", "ratings.csv"])

    run(counts)

    assert capsys.readouterr().out.startswith(
        "test_stage: rows read 1,200, share 0.25, previous None ("
    )


def places(*, worklist: Path, rank: RankParameters):
    """Say how long lists are."""
    return {"folder": worklist.name, "places": rank.cases_per_list}


def test_a_stage_receives_the_sections_that_its_keywords_name(tmp_path, monkeypatch, capsys):
    shutil.copy(PARAMS, tmp_path / "params.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["stage", "--worklist", "lists"])

    run(places)

    assert section_names(places) == ["rank"]
    assert capsys.readouterr().out.startswith("test_stage: folder lists, places 20 (")


def test_a_fault_in_a_section_of_another_stage_stops_a_stage_too(tmp_path, monkeypatch, capsys):
    text = PARAMS.read_text().replace("folds: 5", "folds: 0")
    (tmp_path / "params.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["stage", "--worklist", "lists"])

    with pytest.raises(SystemExit) as ended:
        run(places)

    assert ended.value.code == 2
    assert "train.folds is 0" in capsys.readouterr().err


def reads(*, table: Path):
    """Read a table."""
    import pandas as pd

    return {"rows": len(pd.read_parquet(table))}


def test_a_damaged_file_is_named_instead_of_a_traceback(tmp_path, monkeypatch, capsys):
    (tmp_path / "table.parquet").write_bytes(b"PAR1 and no more")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["stage", "--table", "table.parquet"])

    with pytest.raises(SystemExit) as ended:
        run(reads)

    message = capsys.readouterr().err
    assert ended.value.code == 2
    assert "table.parquet is damaged: " in message
    assert "Traceback" not in message


def interrupted(*, table: Path):
    """Stop."""
    raise KeyboardInterrupt


def test_control_c_ends_with_130_and_says_that_nothing_changed(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["stage", "--table", "table.parquet"])

    with pytest.raises(SystemExit) as ended:
        run(interrupted)

    assert ended.value.code == 130
    assert "earlier outputs are as they were" in capsys.readouterr().err


def test_what_a_stage_writes_is_told_from_its_command():
    assert outputs_of("evaluate") == {"evaluation", "summary"}
    assert outputs_of("deliver") is None
