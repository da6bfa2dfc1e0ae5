import pandas as pd
import pytest

from models.evaluation.predictions.entrants import Entrants
from models.evaluation.predictions.read import EvaluationInputs
from models.evaluation.setup import EvaluationSettings
from models.training.explanation.importance import COLUMNS
from pipelines.running.run_files import figures_of_folds, write_reasons
from tests.models.evaluation import made_up

SETTINGS = EvaluationSettings(capacity_share=0.05, draws=20, seed=1, floor_positives=10)
VIEW = pd.DataFrame(
    [
        ("", "evidence_gaps", 0.4, "", "", ""),
        ("check_missing", "evidence_gaps", 0.3, "raises", "raises", "yes"),
        ("staff, workload and unit", "staff, workload and unit", 0.2, "", "", ""),
    ],
    columns=COLUMNS,
)


@pytest.fixture
def inputs():
    predictions = made_up.fold_predictions(made_up.world(cases=1000, seed=1))
    none = predictions.iloc[:0]
    return EvaluationInputs(
        predictions=predictions,
        left_out=none,
        fewer=none,
        entrants=Entrants.of(made_up.TRAINING),
        source=made_up.SOURCE,
        unit_of=pd.Series(dtype="str"),
        audits=none,
        protected=none,
    )


def test_folds_of_models_have_figures_and_those_of_baselines_are_left_out(inputs):
    folds = figures_of_folds(inputs, SETTINGS)

    assert set(folds["candidate"]) == {"logistic"}
    assert folds["fold"].unique().tolist() == [0, 1, 2, 3]
    assert {"cases", "audits", "finds", "metric", "value", "low", "high"} <= set(folds.columns)


def test_the_global_view_is_written_as_tables_and_pictures(tmp_path):
    write_reasons(VIEW, tmp_path / "reasons")

    themes = pd.read_csv(tmp_path / "reasons" / "themes.csv")
    features = pd.read_csv(tmp_path / "reasons" / "features.csv")
    assert themes["theme"].tolist() == ["evidence_gaps"]
    assert features["feature"].tolist() == ["check_missing", "staff, workload and unit"]
    assert features["respected"][0] == "yes"
    assert "evidence gaps" in (tmp_path / "reasons" / "themes.svg").read_text()
    assert "check missing" in (tmp_path / "reasons" / "features.svg").read_text()
