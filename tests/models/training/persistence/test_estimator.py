import warnings
from dataclasses import replace

import numpy as np
import pytest
from sklearn.base import clone

from models.training.candidates.stacked_classifier import fit_candidates
from models.training.data.encoding import model_input
from models.training.persistence.estimator import as_estimator
from tests.models.training import made_up


@pytest.fixture(scope="module")
def known():
    return made_up.records(cases=400, share=0.8)


def with_mean_norm(model):
    """The model as a row served alone meets it: the mean of all parts of the norm."""
    norm = model.design.norm
    each = {"severity": norm.severity, "shortfall": norm.shortfall}
    mean = {name: np.tile(own.mean(axis=0), (len(own), 1)) for name, own in each.items()}
    design = replace(model.design, norm=replace(norm, **mean))
    return replace(model, design=design)


@pytest.mark.parametrize("name", ["unsupervised", "prior_logistic", "logistic"])
def test_a_service_with_scikit_learn_alone_gives_the_models_chance(known, name):
    model = fit_candidates(known, [name], 0)[name]
    below_top = known.assigned < 2

    served = as_estimator(model).predict_proba(model_input(known))[below_top, 1]

    alone = with_mean_norm(model)
    own = alone.under.chance(alone.design.matrix(known))[below_top]
    assert np.allclose(served, own, atol=1e-9)


def test_it_can_be_described_and_copied_without_a_warning(known):
    estimator = as_estimator(fit_candidates(known, ["stacked"], 0)["stacked"])

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "Pipeline" in repr(estimator)
        clone(estimator)
        estimator.predict_proba(model_input(known).head(2))
