"""The report stage: evidence in, the pack out, the same bytes each time."""

import json

import numpy as np
import pandas as pd
import pytest

from contracts.errors import InputError
from pipelines import report
from pipelines.running.params.sections import DriftParameters, EditionParameters, EvaluateParameters
from tests.made_up_disclosure import PARAMETERS as DISCLOSURE
from tests.models.evaluation.made_up import SOURCE, TRAINING, fold_predictions, world
from tests.worklists.made_up_evaluation import PERFORMANCE

PARAMETERS = {
    "evaluate": EvaluateParameters(0.05, draws=50, seed=1, floor_positives=10),
    "disclosure": DISCLOSURE,
    "drift": DriftParameters(0.2, 0.1, 0.05, 0.05, 0.05),
    "edition": EditionParameters("data/00_nothing_yet"),
}


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "model").mkdir()
    tables = tmp_path / "checked" / "tables"
    tables.mkdir(parents=True)
    cases = world(cases=1500, seed=1)
    fold_predictions(cases).to_parquet(tmp_path / "model" / "fold_predictions.parquet")
    (tmp_path / "model" / "training.json").write_text(json.dumps(TRAINING))
    (tmp_path / "checked" / "source.json").write_text(json.dumps(SOURCE.content()))
    assessments = cases[["assessment_id", "person_id"]].assign(
        unit_id=np.resize(["Hull", "York"], len(cases)),
        assessment_date=pd.Timestamp("2026-03-01"),
        assessor_id="W1",
        assigned_rosh=cases["assigned"],
    )
    assessments.to_parquet(tables / "assessments.parquet")
    assessments[["assessment_id"]].to_parquet(tmp_path / "features.parquet")
    (tmp_path / "performance.json").write_text(json.dumps(PERFORMANCE))
    (tmp_path / "evaluation").mkdir()
    for name in ("gate", "metrics"):
        (tmp_path / "evaluation" / f"{name}.json").write_text("{}")
    return tmp_path


def _report(folders, name="report"):
    return report.main(
        model=folders / "model",
        checked=folders / "checked",
        features=folders / "features.parquet",
        performance=folders / "performance.json",
        evaluation=folders / "evaluation",
        report=folders / name,
        **PARAMETERS,
    )


def test_the_pack_is_written_and_written_again_with_the_same_bytes(folders):
    _report(folders, "one")
    _report(folders, "two")

    first = {path.name: path.read_bytes() for path in (folders / "one").iterdir()}
    second = {path.name: path.read_bytes() for path in (folders / "two").iterdir()}
    assert {"index.html", "prevalence.html", "report.json"} <= first.keys()
    assert first == second


def test_a_missing_model_is_named_with_what_to_do(folders):
    (folders / "model" / "training.json").unlink()

    with pytest.raises(InputError, match="run the train stage first"):
        _report(folders)
