"""What officers in general assign to such a person, read upwards.

For each level, a logistic regression of 'was assigned a higher level' on columns of the person
alone: how the rating was made is left out, since poor practice lowers ratings and would be learned
as a reason for a low one. A rating that lies below what others assign to such a person stands out.
It presumes nothing about how ratings are missed, and so errs in other ways than the norm does.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.training.data.encoding import Matrix
from models.training.data.person_folds import N_FOLDS, FoldOfRow
from models.training.label_noise.cross_fit import Flags, RatedRows

STRENGTH = 0.01  # inverse ridge: weights of standardised columns are presumed to be about a tenth
MOST = 2.0  # root mean squares: what officers all hold on to may be their error, so it is capped
ENOUGH = 20_000  # rows of each fit
FEWEST = 5  # ratings on either side of a level without which no weight is learned for it


@dataclass(frozen=True)
class UpwardModel:
    """Log-odds of a higher level than the one assigned, out of fold by person.

    Parameters
    ----------
    weights : array of shape (N_FOLDS, n_levels - 1, n_columns)
        Log-odds of a level above each, for one standard deviation of a column.
    intercepts : array of shape (n_levels - 1,)
        The mean over folds, so that all ratings at a level share it.
    """

    weights: NDArray[np.float64]
    intercepts: NDArray[np.float64]

    def log_odds(
        self, X_scaled: Matrix, assigned: NDArray[np.float64], fold: FoldOfRow
    ) -> NDArray[np.float64]:
        """Shape (n,); of a rating at the top, the log-odds of the top level.

        Parameters
        ----------
        X_scaled : array of shape (n, n_columns)
        assigned, fold : arrays of shape (n,)
            Positions on the scale, and from ``fold_of_person``.
        """
        added = self.by_column(X_scaled, assigned, fold).sum(axis=1)
        return np.asarray(added + self.intercepts[self._level(assigned)])

    def by_column(
        self, X_scaled: Matrix, assigned: NDArray[np.float64], fold: FoldOfRow
    ) -> NDArray[np.float64]:
        """What each column adds, shape (n, n_columns)."""
        return np.asarray(X_scaled * self.weights[fold, self._level(assigned)])

    def _level(self, assigned: NDArray[np.float64]) -> FoldOfRow:
        highest = len(self.intercepts) - 1
        return np.asarray(np.minimum(assigned, highest), dtype=np.intp)


def fit_upward(
    rows: RatedRows, person: Flags, anchor: Flags, *, n_levels: int, seed: int
) -> UpwardModel:
    """Fit to all ratings, once for each fold of people on everybody else.

    Parameters
    ----------
    rows : RatedRows
    person : boolean array of shape (n_columns,)
        Columns of the person that do not read the rating: the others get no weight.
    anchor : boolean array of shape (n_columns,)
        What officers hold on to: fitted beside the others, since it explains ratings, and then
        left out, since it does not say what is right.
    n_levels : int
        Of the scale.
    seed : int
        For the draw of ``ENOUGH`` rows where there are more.
    """
    weights = np.zeros((N_FOLDS, n_levels - 1, rows.X_scaled.shape[1]))
    intercepts = np.zeros((N_FOLDS, n_levels - 1))
    for fold in range(N_FOLDS):
        train = np.flatnonzero(rows.fold != fold)
        if len(train) > ENOUGH:
            train = np.random.default_rng(seed + fold).choice(train, ENOUGH, replace=False)
        X = rows.X_scaled[np.ix_(train, person)]
        for level in range(n_levels - 1):
            above = rows.assigned[train] > level
            weights[fold, level, person], intercepts[fold, level] = _fit(X, above)
    weights[:, :, anchor] = 0.0
    return UpwardModel(weights, intercepts.mean(axis=0))


def _fit(X: Matrix, above: Flags) -> tuple[NDArray[np.float64], float]:
    """Capped weights of shape (n_columns,) and the intercept."""
    from scipy.special import logit
    from sklearn.linear_model import LogisticRegression

    if min(above.sum(), (~above).sum()) < FEWEST or not X.shape[1]:
        return np.zeros(X.shape[1]), float(logit((above.sum() + 1.0) / (len(above) + 2.0)))
    learner = LogisticRegression(C=STRENGTH, max_iter=200).fit(X, above)
    weights = learner.coef_[0]
    most = MOST * np.sqrt(np.square(weights).mean())
    return np.clip(weights, -most, most), float(learner.intercept_[0])
