from dataclasses import replace

import pytest

from benchmarks.families import run
from benchmarks.families import world as worlds
from benchmarks.families.run import measure_world
from pipelines.running.params.file import read_parameters


@pytest.mark.journey
def test_every_reader_is_measured_with_and_without_audits(tmp_path, monkeypatch):
    monkeypatch.setattr(worlds, "ASSESSMENTS", 1000)
    whole = read_parameters()
    quick = replace(whole.train, candidates=("prior_logistic",), folds=2, learning_curve=())
    monkeypatch.setattr(run, "read_parameters", lambda: replace(whole, train=quick))

    rows = measure_world(tmp_path, family="two judges", seed=3, audits=(0, 300))

    readers = {(row["audits"], row["reader"]) for row in rows}
    assert {(0, "the model"), (0, "officers, directed"), (300, "what teams get")} <= readers
    assert {(300, "ridge on lead columns"), (300, "boosting on all columns")} <= readers
    assert all(0 < row["any"] <= 1 + 1e-9 for row in rows)
    assert all(
        "mean chance" in row for row in rows if (row["audits"], row["reader"]) == (300, "the model")
    )
