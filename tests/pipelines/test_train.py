"""The train stage: features and audits in, the race and the chosen model out."""

import json

import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.files import signature
from models.training.persistence import baseline_parts, parts, skops_file
from pipelines.running.params.sections import TrainParameters
from pipelines.train import main
from tests.pipelines.made_up_training import HARM, train, write_features

OUTPUTS = {
    "model.skops",
    "baselines.skops",
    "fold_predictions.parquet",
    "leave_one_unit_out.parquet",
    "retrospective.parquet",
    "learning_curve.parquet",
    "training.json",
    "importance.csv",
    "signature.json",
}


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trained")
    write_features(folder)
    return folder, train(folder)


def test_the_model_the_folds_and_the_account_are_written_signed(trained):
    folder, _ = trained

    assert {path.name for path in (folder / "model").iterdir()} == OUTPUTS
    assert signature.check(folder / "model", signature.public_key()).word == "whole"


def test_the_figures_are_the_choice_and_the_counts_of_the_account(trained):
    folder, figures = trained

    account = json.loads((folder / "model" / "training.json").read_text())
    assert figures == {"chosen": account["chosen"], **account["counts"]}
    assert figures["chosen"] in {"unsupervised", "prior_logistic"}


def test_the_saved_model_is_the_chosen_one_and_can_be_loaded(trained):
    folder, figures = trained

    model = parts.from_parts(skops_file.load(folder / "model" / "model.skops"))

    assert model.candidate == figures["chosen"]
    assert baseline_parts.from_parts(skops_file.load(folder / "model" / "baselines.skops"))


def test_every_feature_s_importance_has_the_theme_of_the_catalogue(trained):
    folder, _ = trained

    table = pd.read_csv(folder / "model" / "importance.csv")

    assert {"severity", "check_missing"} <= set(table["feature"])
    assert set(table["theme"]) >= {"history", "evidence_gaps"}


def test_audits_that_a_list_prompted_teach_nothing_where_a_parameter_says_so(tmp_path):
    write_features(tmp_path, prompted=40)

    every = train(tmp_path, dependent_audits=True)
    fewer = train(tmp_path, dependent_audits=False)

    assert 20 < every["learned_from"] - fewer["learned_from"] <= 40, "some were not usable anyway"


def test_the_same_inputs_give_the_same_bytes(tmp_path, trained):
    write_features(tmp_path)

    train(tmp_path)

    for name in OUTPUTS:
        assert (tmp_path / "model" / name).read_bytes() == (
            trained[0] / "model" / name
        ).read_bytes(), name


def test_a_candidate_that_there_is_not_is_refused_before_anything_is_read(tmp_path):
    rules = TrainParameters(("logistik",), 2, 1, 0.5, 0, 1, "none", True, ())

    with pytest.raises(InputError, match="logistik"):
        main(
            checked=tmp_path,
            features=tmp_path / "absent",
            catalogue=tmp_path / "absent",
            model=tmp_path / "model",
            train=rules,
            priority=HARM,
        )

    assert not (tmp_path / "model").exists()
