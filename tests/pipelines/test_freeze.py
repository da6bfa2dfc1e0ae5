"""`python -m pipelines.freeze`: the same records give the same snapshot, and none may be lost."""

import json

import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.secret_key import LIST_VARIABLE
from pipelines import freeze, returns
from tests.pipelines.made_up_round import a_return, write_round
from worklists.ranking.previous_round import read_decisions
from worklists.returns.store import URL_VARIABLE, Store


@pytest.fixture
def answered(tmp_path, monkeypatch):
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'decisions.db'}")
    monkeypatch.setenv(LIST_VARIABLE, "")
    newest = write_round(tmp_path / "round")
    returns.main(
        [a_return(tmp_path / "leeds.xlsx")], rounds=[newest], supersede=False, grace_days=0
    )
    return {"snapshot": tmp_path / "frozen", "worklist": newest, "rounds": tmp_path / "none"} | {
        "backups": tmp_path / "backups"
    }


def test_decisions_and_the_lists_they_answer_are_frozen(answered):
    figures = freeze.main(**answered)

    decisions = pd.read_parquet(answered["snapshot"] / "decisions.parquet")
    listed = pd.read_parquet(answered["snapshot"] / "worklist.parquet")
    assert figures == {"decisions": 1, "lists answered": 1}
    assert decisions[["case_key", "outcome", "selected_by"]].to_numpy().tolist() == [
        ["A1", "agree", "model"]
    ]
    assert "rationale" not in decisions
    assert list(listed["first_selected_by"]) == ["model", "random", "random"]


def test_the_same_records_give_the_same_bytes(answered):
    freeze.main(**answered)
    first = {path.name: path.read_bytes() for path in answered["snapshot"].iterdir()}

    freeze.main(**answered)

    assert {path.name: path.read_bytes() for path in answered["snapshot"].iterdir()} == first


def test_lists_stay_in_the_snapshot_when_their_round_is_gone(answered, tmp_path):
    freeze.main(**answered)

    freeze.main(**(answered | {"worklist": tmp_path / "gone"}))

    assert len(pd.read_parquet(answered["snapshot"] / "worklist.parquet")) == 3


def test_a_database_that_lost_records_is_not_frozen(answered, tmp_path, monkeypatch):
    freeze.main(**answered)
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'another.db'}")

    with pytest.raises(InputError, match="holds 0 records; the last snapshot held 1"):
        freeze.main(**answered)

    said = json.loads((answered["snapshot"] / "provenance.json").read_text())
    assert said["records"] == 1


def test_nothing_on_record_is_a_snapshot_too(tmp_path, monkeypatch):
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'decisions.db'}")

    freeze.main(snapshot=tmp_path / "frozen", worklist=tmp_path, rounds=tmp_path)

    assert len(pd.read_parquet(tmp_path / "frozen/decisions.parquet")) == 0
    assert len(pd.read_parquet(tmp_path / "frozen/labels.parquet")) == 0


def test_labels_in_the_shape_of_audits_are_frozen_beside_the_decisions(answered):
    freeze.main(**answered)

    (label,) = pd.read_parquet(answered["snapshot"] / "labels.parquet").to_dict("records")
    assert (label["assessment_id"], label["audited_rosh"]) == ("A1", "medium")
    assert (label["selection_reason"], label["blind_to_model"]) == ("model_list", False)


def test_the_rank_stage_reads_the_snapshot(answered, tmp_path, monkeypatch):
    freeze.main(**answered)
    known = read_decisions(answered["snapshot"])
    monkeypatch.setenv(URL_VARIABLE, f"sqlite:///{tmp_path / 'empty.db'}")
    freeze.main(snapshot=tmp_path / "nothing", worklist=tmp_path, rounds=tmp_path)
    nothing = read_decisions(tmp_path / "nothing")

    assert known[["assessment_id", "outcome"]].to_numpy().tolist() == [["A1", "agree"]]
    assert known["decided_on"].iloc[0] == pd.Timestamp("2026-11-17")
    assert len(nothing) == 0


def test_every_decision_is_backed_up_before_it_is_frozen(answered):
    freeze.main(**answered)

    (kept,) = answered["backups"].iterdir()
    with Store(f"sqlite:///{kept}").opened() as decisions:
        assert [one.rationale for one in decisions.all()] == ["Read the file."]
