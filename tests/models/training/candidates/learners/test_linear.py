import numpy as np

from models.training.candidates.design_matrix import N_PRIOR, PRESUMED
from models.training.candidates.learners.linear import prior_logistic, sparse
from tests.models.training.candidates.learners.made_up_rows import training_set


def test_a_declared_direction_that_the_audits_deny_is_not_turned_round():
    rows = training_set(sign=(0.0, 0.0, -1.0, 0.0))
    rising = np.repeat(rows.matrix[:1], 50, axis=0)
    rising[:, N_PRIOR + 2] = np.linspace(-2, 2, 50)

    margins = sparse(rows, strength=5.0).decision_function(rising)

    assert (np.diff(margins) <= 1e-9).all()


def test_a_strong_ridge_leaves_the_order_that_was_presumed():
    rows = training_set()
    presumed = rows.matrix[:, :N_PRIOR] @ np.array(PRESUMED)

    margins = prior_logistic(rows, strength=1e6).decision_function(rows.matrix)

    assert np.corrcoef(margins, presumed)[0, 1] > 0.999
