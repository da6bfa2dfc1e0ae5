"""The score stage: the saved model in, a score for every assessment in scope out."""

import json

import numpy as np
import pandas as pd
import pytest

from contracts.errors import InputError
from pipelines.running.params.sections import ScopeParameters
from pipelines.score import main
from tests.pipelines.made_up_training import HARM, read, train, write_features

SCOPE = ScopeParameters(20, latest_only=True, other_as_of=False)


def score(folder, scope=SCOPE):
    return main(
        checked=folder / "checked",
        features=folder / "features.parquet",
        catalogue=folder / "catalogue.json",
        model=folder / "model",
        scores=folder / "scores.parquet",
        fallback=folder / "fallback.parquet",
        scope=scope,
        priority=HARM,
    )


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scored")
    write_features(folder)
    train(folder)
    return folder


def test_every_assessment_in_scope_has_a_score_and_a_place_to_fall_back_on(trained):
    figures = score(trained)

    scores, fallback = read(trained, "scores.parquet"), read(trained, "fallback.parquet")
    assert figures == {"scored": len(scores), "teams": scores["unit_id"].nunique()}
    assert len(scores) > 0
    assert list(scores["assessment_id"]) == list(fallback["assessment_id"])
    assert np.isfinite(scores["priority"]).all()


def test_what_was_audited_or_is_older_than_the_scope_is_not_scored(trained):
    score(trained)

    scored = set(read(trained, "scores.parquet")["assessment_id"])
    features = read(trained, "features.parquet").set_index("assessment_id")
    audited = set(read(trained, "checked/tables/audits.parquet")["assessment_id"])
    assert not scored & audited
    oldest = features.loc[sorted(scored), "assessment_date"].min()
    assert oldest >= pd.Timestamp("2026-02-05") - pd.Timedelta(weeks=20)


def test_a_wider_scope_scores_more(trained):
    narrow = score(trained)["scored"]

    wide = score(trained, ScopeParameters(500, latest_only=False, other_as_of=False))["scored"]

    assert wide > narrow


def test_chances_are_claimed_only_where_folds_tried_what_audits_taught(trained, tmp_path):
    score(trained)
    claimed = read(trained, "scores.parquet")["p_under"]
    write_features(tmp_path, share=0.0)
    train(tmp_path)

    score(tmp_path)

    assert claimed.notna().all()
    assert json.loads((tmp_path / "model" / "training.json").read_text())["folds"] == 0
    unclaimed = read(tmp_path, "scores.parquet")
    assert unclaimed["p_under"].isna().all()
    assert set(unclaimed["model"]) == {"unsupervised"}


def test_harm_weights_order_the_scores(trained):
    score(trained)

    scores = read(trained, "scores.parquet")
    low = scores[scores["assigned"] == "low"]
    expected = low["p_level_medium"] * 1.0 + low["p_level_high"] * 3.0
    np.testing.assert_allclose(low["priority"], expected, atol=1e-6)


def test_a_source_that_is_wholly_audited_is_scored_out_of_fold(tmp_path):
    write_features(tmp_path, share=1.0, has_dates=False, fully_audited=True)
    train(tmp_path)

    figures = score(tmp_path)

    audited = read(tmp_path, "checked/tables/audits.parquet")
    assert figures["scored"] == len(audited) == 400


def test_a_model_of_features_as_of_another_moment_is_refused(trained, tmp_path):
    write_features(tmp_path)
    train(tmp_path)
    account = tmp_path / "model" / "training.json"
    account.write_text(json.dumps(json.loads(account.read_text()) | {"as_of": "run_date"}))

    with pytest.raises(InputError, match=r"as of 'run_date'.*as of 'signature'"):
        score(tmp_path)
