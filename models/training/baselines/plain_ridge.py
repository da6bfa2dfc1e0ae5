"""What a plain reader would fit to the same audits: a ridge on rating and prior columns."""

from typing import Any

import numpy as np

from models.training.candidates.design_matrix import N_PRIOR
from models.training.data.encoding import Matrix
from models.training.data.records import Floats, Records


def fit_plain_ridge(records: Records, matrix: Matrix) -> Any | None:
    """A fitted scikit-learn pipeline on the design matrix; None where all audits say the same.

    Parameters
    ----------
    records : Records
    matrix : array of shape (n, N_PRIOR + n_columns)
        Their design matrix.
    """
    from sklearn.compose import ColumnTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    y = records.under[records.learnable]
    if len(np.unique(y)) < 2:
        return None
    kept = list(range(N_PRIOR + len(records.scale.levels)))
    picked = ColumnTransformer([("kept", "passthrough", kept)])
    learner = make_pipeline(picked, StandardScaler(), LogisticRegression(max_iter=500))
    return learner.fit(matrix[records.learnable], y)


def chance(learner: Any | None, records: Records, matrix: Matrix) -> Floats:
    """Chance that each rating is too low, shape (n,); 0 where it cannot be or nothing is fitted."""
    if learner is None or not len(records):
        return np.zeros(len(records))
    can_move = records.assigned < records.ceiling_rank
    return np.where(can_move, learner.predict_proba(matrix)[:, 1], 0.0)
