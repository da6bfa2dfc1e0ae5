from dataclasses import replace

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


def test_few_audits_that_a_prior_column_parts_move_it_little_from_what_was_presumed():
    rows = training_set(n=60)
    parted = replace(rows, y=(rows.matrix[:, 0] > 0).astype(float))
    beside = np.repeat(rows.matrix[:1], 2, axis=0)
    beside[1, 0] += 1

    (slope,) = np.diff(sparse(parted, strength=5.0).decision_function(beside))

    assert PRESUMED[0] < slope < PRESUMED[0] + 1
