import pandas as pd
import pytest

from pipelines import tracking


def test_figures_are_logged_with_the_ends_of_their_intervals():
    figure = {"value": 0.4, "low": 0.3, "high": None, "n": 10, "positives": 2}
    metrics = {"chosen": "few", "under": {"few": {"roc_auc": figure}, "random": {}}}

    told = tracking.figures_of(metrics, "few")

    assert told == {"under_roc_auc": 0.4, "under_roc_auc_low": 0.3}


def test_parameters_are_logged_under_their_section():
    told = tracking.flat({"train": {"folds": 4, "candidates": ["few"]}, "version": 1})

    assert told == {"train.folds": "4", "train.candidates": "['few']", "version": "1"}


def test_tags_say_what_made_the_run_and_change_with_the_records(tmp_path, monkeypatch):
    checked = tmp_path / "checked"
    (checked / "tables").mkdir(parents=True)
    (checked / "source.json").write_text('{"name": "demo"}')
    monkeypatch.chdir(tmp_path)
    pd.DataFrame({"a": [1]}).to_parquet(checked / "tables" / "audits.parquet")
    before = tracking.tags(checked)
    pd.DataFrame({"a": [2]}).to_parquet(checked / "tables" / "audits.parquet")

    after = tracking.tags(checked)

    assert before["source"] == "demo"
    assert before["dvc_lock_sha256"] == "no dvc.lock"
    assert len(before["data_sha256"]) == 64
    assert before["data_sha256"] != after["data_sha256"]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "sqlite:///mlflow.db"),
        ({"MLFLOW_TRACKING_URI": "http://127.0.0.1:5000"}, "http://127.0.0.1:5000"),
    ],
)
def test_any_tracking_server_may_be_named_in_the_environment(monkeypatch, environment, expected):
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert tracking.store() == expected


def test_the_lock_is_hashed_without_the_stage_that_hashes_it_whatever_its_order(tmp_path):
    (tmp_path / "before.lock").write_text("stages: {check: {cmd: a}, rank: {cmd: b}}")
    (tmp_path / "after.lock").write_text(
        "stages: {rank: {cmd: b}, check: {cmd: a}, register: {cmd: c}}"
    )

    assert tracking.lock_hash(tmp_path / "before.lock") == tracking.lock_hash(
        tmp_path / "after.lock"
    )
