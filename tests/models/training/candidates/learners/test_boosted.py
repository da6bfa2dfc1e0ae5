import numpy as np

from models.training.candidates.design_matrix import N_PRIOR
from models.training.candidates.learners.boosted import boosted
from tests.models.training.candidates.learners.made_up_rows import training_set


def test_a_declared_direction_that_the_audits_deny_is_not_turned_round():
    rows = training_set(sign=(0.0, 0.0, -1.0, 0.0))
    rising = np.repeat(rows.matrix[:1], 50, axis=0)
    rising[:, N_PRIOR + 2] = np.linspace(-2, 2, 50)

    margins = boosted(rows).decision_function(rising)

    assert (np.diff(margins) <= 1e-9).all()
