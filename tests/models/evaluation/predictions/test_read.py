import json

import pandas as pd
import pytest

from contracts.errors import InputError
from models.evaluation.predictions.read import read_inputs
from tests.models.evaluation.made_up import SOURCE, TRAINING, fold_predictions, world


@pytest.fixture(autouse=True)
def _folders(tmp_path):
    """Both folders in one, with nothing that a source may lack."""
    cases = world(cases=20, seed=1)
    (tmp_path / "tables").mkdir()
    predictions = fold_predictions(cases)
    predictions.to_parquet(tmp_path / "fold_predictions.parquet")
    fewer = predictions.iloc[:0].assign(audits=0, chosen="")
    fewer.to_parquet(tmp_path / "learning_curve.parquet")
    assessments = cases[["assessment_id", "person_id"]].assign(unit_id="Hull")
    assessments.to_parquet(tmp_path / "tables" / "assessments.parquet")
    (tmp_path / "training.json").write_text(json.dumps(TRAINING))
    (tmp_path / "source.json").write_text(json.dumps(SOURCE.content()))


def test_what_a_source_does_not_have_is_empty(tmp_path):
    inputs = read_inputs(tmp_path, tmp_path)

    assert len(inputs.predictions) == 60
    assert inputs.left_out.empty
    assert inputs.fewer.empty
    assert inputs.audits.empty
    assert list(inputs.protected) == ["person_id"]
    assert inputs.unit_of["A000000"] == "Hull"


def test_an_assessment_audited_twice_is_known_from_the_first_audit_on(tmp_path):
    days = pd.to_datetime(["2026-03-01", "2026-02-01", "2026-01-01"])
    audits = {"assessment_id": ["A000000", "A000000", "A000002"], "audit_completed_date": days}
    pd.DataFrame(audits).to_parquet(tmp_path / "tables" / "audits.parquet")

    inputs = read_inputs(tmp_path, tmp_path).audits

    assert inputs["person_id"].tolist() == ["P000000", "P000001"]
    assert inputs["known_on"].tolist() == [days[1], days[2]]


def test_missing_files_are_named_all_together(tmp_path):
    with pytest.raises(InputError) as refused:
        read_inputs(tmp_path / "model", tmp_path / "checked")

    assert str(refused.value).startswith("evaluate: 4 faults\n")
    assert "next: run the check and train stages first" in str(refused.value)
