from dataclasses import replace

import numpy as np
import pytest

from models.training.baselines.plain_ridge import chance, fit_plain_ridge
from models.training.candidates.stacked_classifier import Prepared
from tests.models.training import made_up


@pytest.fixture(scope="module")
def prepared():
    return Prepared.of(made_up.records(cases=400, share=0.9), 0)


def test_ratings_that_audits_found_too_low_have_the_higher_chance(prepared):
    records, matrix = prepared.records, prepared.matrix
    learner = fit_plain_ridge(records, matrix)
    judged = records.learnable

    found = chance(learner, records, matrix)

    under = records.under == 1
    assert found[judged & under].mean() > 1.5 * found[judged & ~under].mean()
    assert (found[records.assigned == 2] == 0).all()


def test_nothing_is_fitted_where_audits_say_the_same_of_all(prepared):
    records = prepared.records
    agreed = replace(records, right=np.where(records.audited, records.assigned, np.nan))

    learner = fit_plain_ridge(agreed, prepared.matrix)

    assert learner is None
    assert (chance(learner, agreed, prepared.matrix) == 0).all()
