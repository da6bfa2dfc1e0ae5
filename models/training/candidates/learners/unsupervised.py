"""The order that stands before any audit."""

from typing import Any

from models.training.candidates.design_matrix import N_PRIOR
from models.training.candidates.learners.training_set import TrainingSet, pick
from models.training.candidates.logistic import as_logistic


def unsupervised(rows: TrainingSet) -> Any:
    """The prior columns with their presumed weights: nothing is learned from audits."""
    from sklearn.pipeline import make_pipeline

    return make_pipeline(pick(rows, range(N_PRIOR)), as_logistic(rows.presumed, 0.0))
