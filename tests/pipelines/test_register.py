import json

import numpy as np
import pandas as pd
import pytest

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.persistence import parts, skops_file
from pipelines.register import main, typical_row
from pipelines.running import tracking
from pipelines.running.outputs import write_json, write_table
from pipelines.running.params.sections import EvaluateParameters, RegisterParameters
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
    write_table(fewer, tmp_path / "retrospective.parquet")
    write_json(catalogue, tmp_path / "catalogue.json")
    write_training(tmp_path, audits=100)
    write_json(made_up.SOURCE.content(), tmp_path / "source.json")
    skops_file.dump(parts.to_parts(few), tmp_path / "model.skops")
    return tmp_path


def write_training(folder, *, audits):
    account = {"folds": 1, "counts": {"learned_from": audits}}
    write_json(made_up_race.TRAINING | account, folder / "training.json")


@pytest.fixture
def logged(monkeypatch):
    """What would be logged, with the files as they are at that moment."""
    seen = {}

    def log_run(*, name, folders, folds, offered):
        seen["folds"] = folds
        seen["chances"] = offered.scorer.predict_proba(offered.example)
        seen["example"] = offered.example
        seen["offered"] = offered
        return tracking.Logged(name, "1", gate_passed=False)

    monkeypatch.setattr(tracking, "log_run", log_run)
    return seen


def register(folder):
    return main(
        checked=folder,
        features=folder / "features.parquet",
        catalogue=folder / "catalogue.json",
        model=folder,
        evaluation=folder,
        report=folder / "report",
        receipt=folder / "receipt.json",
        **PARAMETERS,
    )


def test_the_figures_of_folds_are_logged_for_models_alone(folder, logged):
    register(folder)

    assert set(logged["folds"]["candidate"]) == {"logistic"}


def test_the_model_is_registered_under_the_source_and_nothing_is_put_into_service(folder, logged):
    figures = register(folder)

    assert figures == {"model": "countersign-made_up", "gate": "not passed"}
    assert logged["chances"].shape == (1, 2)
    assert {"severity", "check_missing", "place"} <= set(logged["example"].columns)
    receipt = json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
    assert receipt == {"gate_passed": False, "model": "countersign-made_up"}


def test_a_model_that_learned_from_no_audit_says_that_it_claims_no_chance(folder, logged):
    write_training(folder, audits=0)

    register(folder)

    assert not logged["offered"].learned
    assert logged["offered"].note == "no audit was learned from, so no chance is claimed"


def test_where_lists_show_chances_out_of_fold_the_model_says_that_its_own_differ(folder, logged):
    rows = pd.read_parquet(folder / "fold_predictions.parquet")
    write_table(rows, folder / "retrospective.parquet")

    register(folder)

    assert "chances out of fold, which differ" in logged["offered"].note


def test_the_example_is_nobody_s_row():
    rows = pd.DataFrame({"months": [1.0, 4.0, 10.0], "place": ["N", "N", "S"], "none": np.nan})

    example = typical_row(rows)

    assert example[["months", "place"]].to_dict("records") == [{"months": 4.0, "place": "N"}]
    assert example["none"].isna().all()


def test_a_row_of_many_columns_takes_another_without_a_notice_of_the_library():
    rows = pd.DataFrame({f"number_{place}": [1.0, 2.0, 6.0] for place in range(150)})

    example = typical_row(rows).assign(person_id="nobody")

    assert example.shape == (1, 151)
    assert set(example.drop(columns="person_id").iloc[0]) == {2.0}
