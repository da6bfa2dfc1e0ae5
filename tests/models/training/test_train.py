import json
from dataclasses import replace

import numpy as np
import pytest

from models.training.data.splits import Protocol
from models.training.harm_weights import harm_weights
from models.training.train import Plan, train
from models.training.validation.cross_validate import CandidateSettings
from tests.models.training import made_up

SETTINGS = CandidateSettings(("unsupervised", "prior_logistic"), harm_weights(made_up.SCALE, {}), 0)
PLAN = Plan(SETTINGS, Protocol(2, 1, 0.5, 0), jobs=1)


@pytest.fixture(scope="module")
def trained():
    return train(made_up.records(cases=500, share=0.6), PLAN)


def test_the_account_says_who_raced_and_holds_no_identifier(trained):
    told = json.dumps(trained.account)

    kinds = {each["name"]: each["kind"] for each in trained.account["candidates"]}
    assert kinds["prior_logistic"] == "model"
    assert kinds["random"] == "baseline"
    assert "A0" not in told
    assert "P0" not in told
    assert trained.account["as_of"] == "signature"


def test_the_same_records_train_the_same_model():
    one, other = (train(made_up.records(cases=300), PLAN) for _ in range(2))

    assert one.predictions.equals(other.predictions)
    assert one.account == other.account


def test_without_audits_common_practice_remains_and_there_is_no_race():
    bare = made_up.records().without_labels_after(np.datetime64("2000-01-01", "us"))

    told = train(bare, PLAN)

    assert told.account["chosen"] == "unsupervised"
    assert len(told.predictions) == 0
    assert told.model.candidate == "unsupervised"


def test_a_wholly_audited_source_keeps_chances_and_fallbacks_out_of_fold():
    whole = made_up.records(cases=200, share=1.0, has_dates=False, fully_audited=True)

    told = train(whole, PLAN).retrospective

    chosen = told[told["p_level_low"].notna()]
    assert list(told)[:3] == ["assessment_id", "candidate", "priority"]
    assert set(chosen["assessment_id"]) == set(whole.table["assessment_id"])
    assert "random" in set(told["candidate"])


def test_audits_of_ratings_that_cannot_be_too_low_choose_nothing():
    top = made_up.records(cases=300, share=0.8)
    top = replace(top, assigned=np.full(300, 2.0), right=np.where(top.audited, 2.0, np.nan))
    top.table["assigned"] = "high"

    trained = train(top, PLAN)

    assert trained.account["chosen"] == "unsupervised"
    assert trained.account["choice"] == []
