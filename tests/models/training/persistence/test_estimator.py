import warnings
from dataclasses import replace

import numpy as np
import pytest
from sklearn.base import clone

from models.training.candidates import registry
from models.training.candidates.stacked_classifier import fit_candidates
from models.training.data.encoding import model_input
from models.training.persistence.estimator import as_estimator
from tests.models.training import made_up


@pytest.fixture(scope="module")
def known():
    return made_up.records(cases=400, share=0.8)


def with_mean_norm(model):
    """The model as a row scored alone meets it: the mean of all folds."""
    norm, upward = model.design.norm, model.design.upward
    norm = replace(
        norm,
        severity=alike(norm.severity),
        shortfall=alike(norm.shortfall),
        anchoring=alike(norm.anchoring),
    )
    upward = replace(upward, weights=alike(upward.weights))
    return replace(model, design=replace(model.design, norm=norm, upward=upward))


def forest(rows):
    """A random forest: it has probabilities and no decision function."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline

    trees = RandomForestClassifier(20, min_samples_leaf=5, random_state=rows.seed)
    return make_pipeline(SimpleImputer(keep_empty_features=True), trees).fit(rows.matrix, rows.y)


@pytest.fixture
def with_forest(monkeypatch):
    """The registry with a candidate more, alone and in a stack."""
    monkeypatch.setitem(registry.LEARNERS, "forest", (forest,))
    monkeypatch.setitem(registry.CANDIDATES, "forest", ("forest",))
    monkeypatch.setitem(registry.CANDIDATES, "both", ("prior_logistic", "forest"))


@pytest.mark.parametrize("name", ["forest", "both"])
def test_a_learner_with_probabilities_alone_gives_the_same_chance(known, with_forest, name):
    model = with_mean_norm(fit_candidates(known, [name], 0)[name])
    below_top = known.assigned < 2

    alone = as_estimator(model).predict_proba(model_input(known))[below_top, 1]

    chance = model.under.chance(model.design.matrix(known))[below_top]
    assert np.allclose(alone, chance, atol=1e-9)


def alike(by_fold):
    """The mean over folds, for every fold."""
    return np.repeat(by_fold.mean(axis=0, keepdims=True), len(by_fold), axis=0)


@pytest.mark.parametrize("name", ["unsupervised", "prior_logistic", "logistic"])
def test_a_service_with_scikit_learn_alone_gives_the_models_chance(known, name):
    model = fit_candidates(known, [name], 0)[name]
    below_top = known.assigned < 2

    served = as_estimator(model).predict_proba(model_input(known))[below_top, 1]

    alone = with_mean_norm(model)
    own = alone.under.chance(alone.design.matrix(known))[below_top]
    assert np.allclose(served, own, atol=1e-9)


def test_a_service_with_scikit_learn_alone_reads_anchors_by_level_too(known):
    model = fit_candidates(known, ["prior_logistic"], 0)["prior_logistic"]
    norm = model.design.norm
    anchoring = np.random.default_rng(0).normal(size=norm.anchoring.shape)
    design = replace(model.design, norm=replace(norm, anchoring=anchoring))
    model, below_top = replace(model, design=design), known.assigned < 2

    alone = as_estimator(model).predict_proba(model_input(known))[below_top, 1]

    own = with_mean_norm(model)
    chance = own.under.chance(own.design.matrix(known))[below_top]
    assert np.allclose(alone, chance, atol=1e-9)


def test_it_can_be_described_and_copied_without_a_warning(known):
    estimator = as_estimator(fit_candidates(known, ["stacked"], 0)["stacked"])

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "Pipeline" in repr(estimator)
        clone(estimator)
        estimator.predict_proba(model_input(known).head(2))
