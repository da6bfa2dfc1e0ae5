"""`python -m pipelines.returns`: files in, decisions on record, and a plain answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.errors import InputError
from contracts.secret_key import LIST_VARIABLE
from pipelines import returns
from tests.pipelines.made_up_round import a_return, write_round
from tests.worklists.letters import OUTCOME
from worklists.returns.store import URL_VARIABLE, Store


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path / 'decisions.db'}"
    monkeypatch.setenv(URL_VARIABLE, address)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(LIST_VARIABLE, "")
    return address


def on_record(database):
    with Store(database).opened() as decisions:
        return decisions.all()


def test_a_good_file_is_recorded_once(tmp_path, database):
    rounds = [write_round(tmp_path / "round")]
    path = a_return(tmp_path / "leeds.xlsx")

    first = returns.main([path], rounds=rounds, supersede=False, grace_days=0)
    again = returns.main([path], rounds=rounds, supersede=False, grace_days=0)

    assert first == (
        "returns: 1 decisions recorded, 0 on record before, 2 rows without an answer, "
        "0 rows missing, 0 files taken in before"
    )
    assert again.endswith("1 files taken in before")
    assert [decision.case_key for decision in on_record(database)] == ["A1"]


def test_a_faulty_file_leaves_a_note_and_the_good_one_is_recorded(tmp_path, database):
    rounds = [write_round(tmp_path / "round")]
    good, faulty = a_return(tmp_path / "a.xlsx"), a_return(tmp_path / "b.xlsx", outcome="Maybe")

    with pytest.raises(InputError, match=rf"b\.xlsx {OUTCOME}2: choose one of"):
        returns.main([good, faulty], rounds=rounds, supersede=False, grace_days=0)

    assert len(on_record(database)) == 1
    (note,) = (tmp_path / "returns/notes").iterdir()
    assert note.name == "b.xlsx.txt"
    assert f"- {OUTCOME}2: choose one of" in note.read_text(encoding="utf-8")


def test_the_key_comes_from_the_environment(tmp_path, database, monkeypatch):
    rounds = [write_round(tmp_path / "round")]
    path = a_return(tmp_path / "leeds.xlsx", key=b"secret")

    with pytest.raises(InputError, match="set COUNTERSIGN_LIST_KEY"):
        returns.main([path], rounds=rounds, supersede=False, grace_days=0)
    monkeypatch.setenv(LIST_VARIABLE, "secret")
    returns.main([path], rounds=rounds, supersede=False, grace_days=0)

    assert len(on_record(database)) == 1


def test_an_answer_is_replaced_only_when_asked_to(tmp_path, database):
    rounds = [write_round(tmp_path / "round")]
    returns.main([a_return(tmp_path / "a.xlsx")], rounds=rounds, supersede=False, grace_days=0)
    changed = a_return(tmp_path / "b.xlsx", outcome="Level raised", level="High")

    with pytest.raises(
        InputError, match=rf"b\.xlsx {OUTCOME}2: another answer about this case is on record"
    ):
        returns.main([changed], rounds=rounds, supersede=False, grace_days=0)
    returns.main([changed], rounds=rounds, supersede=True, grace_days=0)

    first, second = on_record(database)
    assert second.supersedes == first.decision_id


def test_a_folder_that_is_no_round_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"lists\.json is not there"):
        returns.main([], rounds=[tmp_path], supersede=False, grace_days=0)


@pytest.mark.journey
def test_on_the_command_line_a_fault_is_told_without_a_traceback(tmp_path):
    lists = write_round(tmp_path / "round")
    path = a_return(tmp_path / "leeds.xlsx", outcome="no idea")

    told = subprocess.run(
        [sys.executable, "-m", "pipelines.returns", str(path), "--lists", str(lists)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr.splitlines()[0] == "1 of 1 returned file: 1 fault"
    assert f"leeds.xlsx {OUTCOME}2: choose one of: Level confirmed" in told.stderr
    assert "no idea" not in told.stderr
