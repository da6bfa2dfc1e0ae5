from dataclasses import replace

import numpy as np
import pytest

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.explanation.contributions import (
    BASE,
    RATING,
    against_declared,
    contributions,
    mean_prior,
)
from tests.models.training import made_up


@pytest.fixture(scope="module")
def known():
    return made_up.records(cases=300, share=0.9)


@pytest.mark.parametrize("name", ["prior_logistic", "logistic", "stacked"])
def test_contributions_add_up_to_the_margin(known, name):
    model = fit_candidates(known, [name], 0)[name]

    told = contributions(model, known)

    whole = model.under.log_odds(model.design.matrix(known))
    assert np.abs(told.sum(axis=1).to_numpy() - whole).max() < 1e-6


@pytest.mark.parametrize("name", ["prior_logistic", "stacked"])
def test_beside_a_mean_of_others_a_case_does_not_depend_on_what_it_is_explained_with(known, name):
    model = fit_candidates(known, [name], 0)[name]
    mean = mean_prior(model, known)

    together = contributions(model, known.take(np.arange(50)), mean)
    alone = contributions(model, known.take(np.array([7])), mean)

    assert np.allclose(together.iloc[[7]], alone)


def test_every_feature_has_a_column_and_a_blank_one_adds_nothing_else(known):
    model = fit_candidates(known, ["logistic"], 0)["logistic"]

    told = contributions(model, known)

    named = {BASE, RATING, "severity", "check_missing", "noise", "place"}
    assert named <= set(told.columns)
    assert told.index.name == "assessment_id"


def test_what_the_norm_says_is_credited_to_the_features_it_says_it_of(known):
    model = fit_candidates(known, ["unsupervised"], 0)["unsupervised"]

    told = contributions(model, known)

    missing = known.table["check_missing"].to_numpy() == 1
    below_top = known.assigned < 2
    credit = told["check_missing"].to_numpy()
    assert credit[missing & below_top].min() > credit[~missing & below_top].max()


def test_a_feature_that_counts_against_its_declared_direction_is_named(known):
    turned = replace(known.features, directions=known.features.directions | {"check_missing": -1})
    other = replace(known, features=turned)
    few = fit_candidates(known, ["prior_logistic"], 0)["prior_logistic"]

    assert "check_missing" not in against_declared(few, known)
    assert "check_missing" in against_declared(few, other)
