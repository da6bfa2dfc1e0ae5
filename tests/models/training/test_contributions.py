import numpy as np
import pytest

from models.training.contributions import BASE, PRACTICE, contributions, margin
from models.training.rating_model import fit_candidates
from tests.models.training import made_up


@pytest.fixture(scope="module")
def known():
    return made_up.records(cases=300, share=0.9)


@pytest.mark.parametrize("name", ["few", "logistic", "blend"])
def test_contributions_add_up_to_the_margin(known, name):
    model = fit_candidates(known, [name], 0)[name]

    told = contributions(model, known)

    whole = margin(model.under, model.evidence.matrix(known))
    assert np.abs(told.sum(axis=1).to_numpy() - whole).max() < 1e-6


def test_every_feature_has_a_column_and_a_blank_one_adds_nothing_else(known):
    model = fit_candidates(known, ["logistic"], 0)["logistic"]

    told = contributions(model, known)

    named = {BASE, PRACTICE, "rating", "severity", "check_missing", "noise", "place"}
    assert named <= set(told.columns)
    assert told.index.name == "assessment_id"
