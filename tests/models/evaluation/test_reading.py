import json

import pytest

from contracts.refusal import Refusal
from models.evaluation.reading import read_inputs
from tests.models.evaluation.made_up import SOURCE, TRAINING, fold_predictions, world


def test_what_a_source_does_not_have_is_empty(tmp_path):
    cases = world(cases=20, seed=1)
    (tmp_path / "tables").mkdir()
    fold_predictions(cases).to_parquet(tmp_path / "fold_predictions.parquet")
    units = cases[["assessment_id"]].assign(unit_id="Hull")
    units.to_parquet(tmp_path / "tables" / "assessments.parquet")
    (tmp_path / "training.json").write_text(json.dumps(TRAINING))
    (tmp_path / "source.json").write_text(json.dumps(SOURCE.content()))

    told = read_inputs(tmp_path, tmp_path)

    assert len(told.predictions) == 60
    assert told.left_out.empty
    assert list(told.protected) == ["person_id"]
    assert told.unit_of["A000000"] == "Hull"


def test_missing_files_are_named_all_together(tmp_path):
    with pytest.raises(Refusal) as refused:
        read_inputs(tmp_path / "model", tmp_path / "checked")

    assert str(refused.value).startswith("evaluate: 3 faults\n")
    assert "next: run the check and train stages first" in str(refused.value)
