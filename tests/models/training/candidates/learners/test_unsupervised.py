import numpy as np

from models.training.candidates.design_matrix import N_PRIOR, PRESUMED
from models.training.candidates.learners.unsupervised import unsupervised
from tests.models.training.candidates.learners.made_up_rows import training_set


def test_nothing_is_learned_from_audits():
    other = training_set(seed=1)

    margins = unsupervised(training_set()).decision_function(other.matrix)

    assert np.allclose(margins, other.matrix[:, :N_PRIOR] @ np.array(PRESUMED))
