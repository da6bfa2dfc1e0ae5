import json
from pathlib import Path

import pandas as pd
import pytest
import yaml

from pipelines.evaluate import main
from pipelines.running.params.sections import EvaluateParameters, GateParameters
from tests.made_up_disclosure import PARAMETERS as DISCLOSURE
from tests.models.evaluation.made_up import SOURCE, TRAINING, also, fold_predictions, world

PARAMETERS = {
    "evaluate": EvaluateParameters(0.05, draws=50, seed=1, floor_positives=10),
    "gate": GateParameters(0.05, 0.8, None),
    "disclosure": DISCLOSURE,
}


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "checked" / "tables").mkdir(parents=True)
    cases = world(cases=2000, seed=1)
    predictions = also(
        fold_predictions(cases), practice_and_directions="rule_list", practice_alone="random"
    )
    audits = cases.loc[cases["audited"], ["assessment_id"]]
    audits["audit_completed_date"] = pd.Timestamp("2025-06-01")
    audits.to_parquet(tmp_path / "checked" / "tables" / "audits.parquet")
    mine = predictions[predictions["candidate"] == "logistic"]
    fewer = mine.assign(audits=50, chosen="logistic")
    fewer.to_parquet(tmp_path / "model" / "learning_curve.parquet")
    assessments = cases[["assessment_id", "person_id"]].assign(unit_id="Hull")
    assessments.to_parquet(tmp_path / "checked" / "tables" / "assessments.parquet")
    predictions.to_parquet(tmp_path / "model" / "fold_predictions.parquet")
    (tmp_path / "model" / "training.json").write_text(json.dumps(TRAINING))
    importance = "feature,theme,mean_absolute,counts,declared,respected\n,history,0.4,,,\n"
    (tmp_path / "model" / "importance.csv").write_text(importance)
    (tmp_path / "checked" / "source.json").write_text(json.dumps(SOURCE.content()))
    return tmp_path


def evaluate(folders, name):
    return main(
        model=folders / "model",
        checked=folders / "checked",
        evaluation=folders / name,
        summary=folders / "summary.json",
        **PARAMETERS,
    )


def test_the_figures_of_a_race_are_written_as_stated(folders):
    evaluate(folders, "out")

    metrics = json.loads((folders / "out" / "metrics.json").read_text())
    assert metrics["chosen"] == "logistic"
    assert set(metrics) == {"chosen", "under", "over", "medium_to_high"}
    found = metrics["under"]["logistic"]["precision_at_capacity"]
    assert set(found) == {"value", "low", "high", "n", "positives"}
    assert found["low"] <= found["value"] <= found["high"]


def test_the_few_scalars_to_be_committed_lie_apart(folders):
    evaluate(folders, "out")

    shown = json.loads((folders / "summary.json").read_text())
    assert len(shown) == 8
    assert shown["ap_low"] <= shown["average_precision"] <= shown["ap_high"]


def test_every_picture_that_dvc_shows_is_drawn(folders):
    evaluate(folders, "out")

    shown = [Path(path) for path in yaml.safe_load(Path("dvc.yaml").read_text())["plots"]]
    assert {path.suffix for path in shown} == {".svg"}
    assert [path for path in shown if not (folders / "out" / path.name).is_file()] == []


def test_every_baseline_is_printed_beside_the_choice(folders, capsys):
    evaluate(folders, "out")

    said = capsys.readouterr().out
    lines = {line.strip()[:24].strip(): line for line in said.splitlines()}
    for name in ("random", "rule list", "practice alone", "practice and directions"):
        assert "difference" in lines[name]
    assert "The model (logistic)" in said


def test_a_baseline_that_could_not_race_is_named_with_the_reason(folders, capsys):
    absent = TRAINING | {"absent": ["cleanlab_undirected", "cleanlab_directed"]}
    (folders / "model" / "training.json").write_text(json.dumps(absent))

    evaluate(folders, "out")

    said = capsys.readouterr().out
    assert "'benchmark' is not installed: cleanlab undirected, cleanlab directed." in said


def test_what_audits_and_the_stated_prior_bring_stands_beside_the_verdict(folders):
    evaluate(folders, "out")

    gate = json.loads((folders / "out" / "gate.json").read_text())
    curve = pd.read_csv(folders / "out" / "learning_curve.csv")
    assert gate["stated_prior"]["against"] == "practice_alone"
    assert set(gate["by_priority"]) >= {"sentence", "under", "medium_to_high"}
    assert curve["chosen"].tolist() == ["logistic", "logistic"]
    assert curve["audits"].iloc[0] == 50
    assert curve["audits"].iloc[1] > 300
    assert (folders / "out" / "learning_curve.svg").is_file()


def test_the_same_predictions_give_the_same_bytes(folders):
    evaluate(folders, "one")
    evaluate(folders, "two")

    first = {path.name: path.read_bytes() for path in (folders / "one").iterdir()}
    second = {path.name: path.read_bytes() for path in (folders / "two").iterdir()}
    assert first == second


def test_without_audits_nothing_is_claimed(folders):
    path = folders / "model" / "fold_predictions.parquet"
    unaudited = pd.read_parquet(path).assign(audited=None, weight=None)
    unaudited.to_parquet(path)

    evaluate(folders, "out")

    gate = json.loads((folders / "out" / "gate.json").read_text())
    metrics = json.loads((folders / "out" / "metrics.json").read_text())
    assert not gate["passed"]
    assert gate["sentence"].startswith("No audits yet")
    assert metrics["under"]["random"]["average_precision"]["reason"] == "not enough evidence"
    assert json.loads((folders / "out" / "bins.json").read_text()) == []


def test_a_source_without_any_race_is_ranked_by_common_practice(folders):
    path = folders / "model" / "fold_predictions.parquet"
    nobody = pd.DataFrame({name: pd.Series(dtype="object") for name in pd.read_parquet(path)})
    nobody.to_parquet(path)
    nobody.assign(audits=0, chosen="").to_parquet(folders / "model" / "learning_curve.parquet")
    training = {
        "candidates": [{"name": "prior_logistic", "kind": "model"}],
        "chosen": "unsupervised",
    }
    (folders / "model" / "training.json").write_text(json.dumps(training))

    evaluate(folders, "out")

    gate = json.loads((folders / "out" / "gate.json").read_text())
    metrics = json.loads((folders / "out" / "metrics.json").read_text())
    assert gate["used"] == "unsupervised"
    assert gate["sentence"].startswith("No audits yet: ranked by how far a rating lies below")
    assert metrics == {"chosen": "unsupervised", "under": {}, "over": {}, "medium_to_high": {}}
