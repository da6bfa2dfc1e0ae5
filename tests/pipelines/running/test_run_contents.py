import json

import pandas as pd

from models.evaluation.predictions.entrants import Entrants
from models.evaluation.predictions.read import EvaluationInputs
from models.evaluation.setup import EvaluationSettings
from pipelines.running.run_contents import (
    Content,
    Folders,
    Point,
    figures_of,
    figures_of_folds,
    flat,
)
from tests.models.evaluation import made_up
from tests.pipelines.made_up_results import content


def test_figures_are_logged_with_the_ends_of_their_intervals():
    figure = {"value": 0.4, "low": 0.3, "high": None, "n": 10, "positives": 2}
    metrics = {
        "chosen": "prior_logistic",
        "under": {"prior_logistic": {"roc_auc": figure}, "random": {}},
    }

    told = figures_of(metrics, "prior_logistic")

    assert told == {"under_roc_auc": 0.4, "under_roc_auc_low": 0.3}


def test_parameters_are_logged_under_their_section():
    told = flat({"train": {"folds": 4, "candidates": ["prior_logistic"]}, "version": 1})

    assert told == {"train.folds": "4", "train.candidates": "['prior_logistic']", "version": "1"}


def test_finds_are_a_curve_over_cases_checked_without_blanks():
    told = content().of_candidate("prior_logistic")

    assert Point("finds_per_1000", 12.0, 20) in told
    assert Point("finds_per_1000_at_random", 1.0, 10) in told
    assert [point.step for point in told if point.name == "finds_per_1000_high"] == [10]


def test_a_candidate_whose_finds_were_not_drawn_has_figures_alone():
    assert content().of_candidate("random") == [Point("under_brier", 0.3)]


def test_the_learning_curve_is_a_curve_over_audits():
    assert content().learning_curve == [
        Point("learning_curve_gain", 0.01, 50),
        Point("learning_curve_gain", 0.1, 250),
        Point("learning_curve_gain_low", 0.05, 250),
    ]


def test_a_run_without_any_race_is_read_from_tables_of_no_rows(tmp_path):
    folders = Folders(*(tmp_path / name for name in ("checked", "model", "evaluation", "report")))
    for folder in (folders.model, folders.evaluation):
        folder.mkdir(parents=True)
    (folders.model / "training.json").write_text(
        json.dumps({"candidates": [], "chosen": "prior_logistic"})
    )
    for name in ("metrics", "gate"):
        (folders.evaluation / f"{name}.json").write_text("{}")
    made = content()
    tables = {"evaluation/finds": made.finds, "evaluation/learning_curve": made.curve}
    for name, table in tables.items():
        table.iloc[:0].to_csv(tmp_path / f"{name}.csv", index=False)

    read = Content.of(folders)

    assert read.chosen == "prior_logistic"
    assert read.learning_curve == read.of_candidate("prior_logistic") == []
    assert isinstance(read.finds, pd.DataFrame)


def test_folds_of_models_have_figures_and_those_of_baselines_are_left_out():
    predictions = made_up.fold_predictions(made_up.world(cases=1000, seed=1))
    none = predictions.iloc[:0]
    inputs = EvaluationInputs(
        predictions=predictions,
        left_out=none,
        fewer=none,
        entrants=Entrants.of(made_up.TRAINING),
        source=made_up.SOURCE,
        unit_of=pd.Series(dtype="str"),
        audits=none,
        protected=none,
    )

    folds = figures_of_folds(inputs, EvaluationSettings(0.05, draws=20, seed=1, floor_positives=10))

    assert set(folds["candidate"]) == {"logistic"}
    assert folds["fold"].unique().tolist() == [0, 1, 2, 3]
    assert {"cases", "audits", "finds", "metric", "value", "low", "high"} <= set(folds.columns)
