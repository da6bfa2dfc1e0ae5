import json

import pandas as pd
import pytest

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.persistence import parts, skops_file
from pipelines.register import main
from pipelines.running import tracking
from pipelines.running.outputs import write_json, write_table
from pipelines.running.parameters import EvaluateParameters, RegisterParameters
from tests.models.evaluation import made_up as made_up_race
from tests.models.training import made_up

PARAMETERS = {
    "register": RegisterParameters("countersign"),
    "evaluate": EvaluateParameters(0.05, draws=20, seed=1, floor_positives=10),
}


@pytest.fixture
def folder(tmp_path):
    """What the stages before it left, in one folder."""
    features, audits = made_up.tables(cases=300, share=0.9)
    few = fit_candidates(made_up.records(cases=300, share=0.9), ["prior_logistic"], 0)[
        "prior_logistic"
    ]
    predictions = made_up_race.fold_predictions(made_up_race.world(cases=600, seed=1))
    catalogue = [entry | {"shown_as_reason": True} for entry in made_up.CATALOGUE]
    write_table(features, tmp_path / "features.parquet")
    write_table(audits, tmp_path / "tables" / "audits.parquet")
    assessments = features[["assessment_id", "person_id", "unit_id"]]
    write_table(assessments, tmp_path / "tables" / "assessments.parquet")
    write_table(predictions, tmp_path / "fold_predictions.parquet")
    fewer = predictions.iloc[:0].assign(audits=0, chosen="")
    write_table(fewer, tmp_path / "learning_curve.parquet")
    write_json(catalogue, tmp_path / "catalogue.json")
    write_json(made_up_race.TRAINING, tmp_path / "training.json")
    write_json(made_up.SOURCE.content(), tmp_path / "source.json")
    skops_file.dump(parts.to_parts(few), tmp_path / "model.skops")
    return tmp_path


@pytest.fixture
def told(monkeypatch):
    """What MLflow would be told, with the files as they are read at that moment."""
    seen = {}

    def noted(*, name, folders, estimator, example):
        made = sorted(path for path in folders.made.rglob("*") if path.is_file())
        seen["made"] = [str(path.relative_to(folders.made)) for path in made]
        seen["folds"] = pd.read_csv(folders.made / "folds" / "by_fold.csv")
        seen["left behind"] = folders.made
        seen["chances"] = estimator.predict_proba(example)
        seen["columns"] = list(example.columns)
        return tracking.Registered(name, champion=False)

    monkeypatch.setattr(tracking, "log_run", noted)
    return seen


def register(folder):
    return main(
        checked=folder,
        features=folder / "features.parquet",
        catalogue=folder / "catalogue.json",
        model=folder,
        evaluation=folder,
        receipt=folder / "receipt.json",
        **PARAMETERS,
    )


def test_folds_and_the_global_view_are_made_for_the_run_and_not_left_behind(folder, told):
    register(folder)

    assert told["made"] == [
        "folds/by_fold.csv", "reasons/features.csv", "reasons/features.svg",
        "reasons/themes.csv", "reasons/themes.svg",
    ]  # fmt: skip
    assert set(told["folds"]["candidate"]) == {"logistic"}
    assert not told["left behind"].exists()


def test_the_model_is_registered_under_the_source_with_rows_it_can_score(folder, told):
    figures = register(folder)

    assert figures == {"model": "countersign-made_up", "alias": "none: gate not passed"}
    assert told["chances"].shape == (3, 2)
    assert {"severity", "check_missing", "place"} <= set(told["columns"])
    receipt = json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
    assert receipt == {"champion": False, "model": "countersign-made_up"}
