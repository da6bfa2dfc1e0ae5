"""LabelledRows rows of a small design matrix."""

import numpy as np

from models.training.candidates.design_matrix import N_PRIOR, PRESUMED
from models.training.candidates.learners.training_set import TrainingSet


def training_set(n=300, seed=0, sign=(0.0, 0.0, 1.0, -1.0)):
    """Two levels, two features, the second with blanks; a 1 is likelier as either first rises."""
    rng = np.random.default_rng(seed)
    prior = rng.normal(size=(n, N_PRIOR))
    rating = np.eye(2)[rng.integers(0, 2, n)]
    features = rng.normal(size=(n, 2))
    y = (prior[:, 0] + features[:, 0] + rng.logistic(size=n) > 0).astype(float)
    features[rng.random(n) < 0.1, 1] = np.nan
    matrix = np.column_stack([prior, rating, features])
    return TrainingSet(matrix, y, np.ones(n), np.array(sign), np.array(PRESUMED), 2, 0)
