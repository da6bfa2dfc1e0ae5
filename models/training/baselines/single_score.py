"""One score beside the rating: what a reader would fit who believed in one number."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from models.training.candidates.logistic import Penalty, as_logistic, fit_logistic
from models.training.data.encoding import Matrix
from models.training.data.records import Floats, Records

RIDGE = 0.1


@dataclass(frozen=True)
class SingleScore:
    """Logistic regression on the rating and one standardised score, blanks at its median.

    Parameters
    ----------
    name : str
        Of the feature.
    median, spread : float
    learner : fitted scikit-learn LogisticRegression
    """

    name: str
    median: float
    spread: float
    learner: Any

    def chance(self, records: Records) -> Floats:
        """Chance that each rating is too low, shape (n,); 0 where it cannot be."""
        if not len(records):
            return np.zeros(0)
        chance = self.learner.predict_proba(_matrix(records, self))[:, 1]
        return np.where(records.assigned < records.ceiling_rank, chance, 0.0)


def fit_single_score(records: Records, name: str) -> SingleScore | None:
    """Fit to the audits of these records; None where all audits say the same."""
    learnable = records.take(records.learnable)
    y = learnable.under
    if len(np.unique(y)) < 2:
        return None
    value = records.table[name].to_numpy(np.float64)
    value = value[np.isfinite(value)]
    median, spread = (float(np.median(value)), float(value.std())) if len(value) else (0.0, 1.0)
    width = len(records.scale.levels) + 1
    unfitted = SingleScore(name, median, max(spread, 1e-9), as_logistic(np.zeros(width), 0.0))
    X = _matrix(learnable, unfitted)
    learner = fit_logistic(X, y, np.ones(len(X)), Penalty.ridge_only(np.full(width, RIDGE)))
    return replace(unfitted, learner=learner)


def _matrix(records: Records, score: SingleScore) -> Matrix:
    """Assigned levels as ones and zeros, then the score, shape (n, n_levels + 1)."""
    value = np.nan_to_num(records.table[score.name].to_numpy(np.float64), nan=score.median)
    rating = np.eye(len(records.scale.levels))[records.assigned.astype(np.intp)]
    return np.column_stack([rating, (value - score.median) / score.spread])
