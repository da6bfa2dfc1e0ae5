"""Finds anchors: what officers hold on to, instead of weighing it with the rest of the record.

What is weighed moves a rating alike from each level to the next. What is held on to points at one
level, so it moves ratings by different amounts, or both ways, at different levels. That shows in
ratings themselves; no audit is read.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from models.training.data.encoding import Matrix
from models.training.label_noise.steps_and_interactions import Basis

ENOUGH = 10_000  # ratings that are enough to find an anchor
MOST = 3  # anchors
UNEVEN = 100.0  # squared standard errors without which unevenness may be chance
UNEVEN_EACH = 0.008  # of these for each rating: less is a column that does not grow evenly
STRENGTH = 0.02  # inverse ridge
INTERCEPT = 3.0  # how freely intercepts count beside standardised columns
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
RowNumbers = NDArray[np.intp]


def find_anchors(
    X_scaled: Matrix, assigned: NDArray[np.float64], allowed: Flags, seed: int
) -> Flags:
    """Which columns are anchors, shape (n_columns,); one after the other, each beside the last.

    Parameters
    ----------
    X_scaled : array of shape (n, n_columns)
    assigned : array of shape (n,)
        Positions on the scale.
    allowed : boolean array of shape (n_columns,)
        Columns that may be anchors: none that reads the rating.
    seed : int
        For the draw of ``ENOUGH`` ratings where there are more.
    """
    rows = np.arange(len(assigned))
    if len(rows) > ENOUGH:
        rows = np.random.default_rng(seed).choice(rows, ENOUGH, replace=False)
    if (_is_rule(X_scaled[rows], assigned[rows]) & allowed).any():
        return np.zeros(X_scaled.shape[1], dtype=np.bool_)
    basis = Basis.of(X_scaled[rows], np.flatnonzero(allowed))
    columns = basis.transform(X_scaled[rows])
    places = np.flatnonzero(allowed[basis.column_of_entry])
    pairs = _LevelPairs.of(columns[:, places], assigned[rows].astype(np.intp))
    owner = basis.column_of_entry[places]
    anchors: Flags = np.zeros(X_scaled.shape[1], dtype=np.bool_)
    while anchors.sum() < MOST and pairs.n_pairs > 1:
        uneven = np.where(anchors[owner], 0.0, pairs.unevenness(anchors[owner]))
        if not len(uneven) or uneven.max() < max(UNEVEN, UNEVEN_EACH * len(rows)):
            break
        anchors[owner[np.argmax(uneven)]] = True
    return anchors


def _is_rule(X_scaled: Matrix, assigned: NDArray[np.float64]) -> Flags:
    """Columns of which levels are bands: such a rating is made by a rule, and nobody holds on."""
    parts = [X_scaled[assigned == level] for level in np.unique(assigned)]
    lower, higher = parts[:-1], parts[1:]
    bands = [low.max(axis=0) < high.min(axis=0) for low, high in zip(lower, higher, strict=True)]
    return np.asarray(np.all(bands, axis=0) if bands else np.zeros(X_scaled.shape[1], bool))


@dataclass(frozen=True)
class _LevelPairs:
    """Ratings at one of two neighbouring levels, for each pair of levels in use.

    Parameters
    ----------
    columns : array of shape (n_rows, n_entries)
        A rating is there once for each pair it belongs to.
    upper : array of shape (n_rows,)
        1 where the rating is at the higher level of its pair.
    pair : array of shape (n_rows,)
    n_pairs : int
    """

    columns: Matrix
    upper: Floats
    pair: RowNumbers
    n_pairs: int

    @classmethod
    def of(cls, columns: Matrix, assigned: RowNumbers) -> "_LevelPairs":
        levels, place = np.unique(assigned, return_inverse=True)
        parts = [np.flatnonzero((place == low) | (place == low + 1)) for low in range(len(levels))]
        rows = np.concatenate(parts[:-1]) if len(levels) > 1 else np.zeros(0, np.intp)
        pair = np.repeat(np.arange(len(parts)), [len(part) for part in parts])[: len(rows)]
        upper = (place[rows] > pair).astype(np.float64)
        return cls(columns[rows], upper, pair, len(levels) - 1)

    def unevenness(self, anchored: Flags) -> Floats:
        """Squared standard errors by which each entry's effect differs between pairs of levels.

        Score tests of a logistic regression in which an entry counts alike at each pair, but for
        those ``anchored``, shape (n_entries,): they count at each pair by themselves.
        """
        chance = self._chance(anchored)
        spread = chance * (1.0 - chance)
        uneven = np.zeros(self.columns.shape[1])
        for pair in range(self.n_pairs):
            at = self.pair == pair
            weight = spread[at]
            mean = weight @ self.columns[at] / max(weight.sum(), 1e-9)
            centred = self.columns[at] - mean
            variance = weight @ np.square(centred)
            score = (self.upper[at] - chance[at]) @ centred
            uneven += np.square(score) / np.maximum(variance, 1e-9)
        return uneven

    def _chance(self, anchored: Flags) -> Floats:
        from sklearn.linear_model import LogisticRegression

        of_pair = np.eye(self.n_pairs)[self.pair]
        by_pair = [self.columns[:, anchored] * part[:, None] for part in of_pair.T]
        X = np.column_stack([INTERCEPT * of_pair, self.columns, *by_pair])
        learner = LogisticRegression(C=STRENGTH, tol=1e-3, max_iter=50, fit_intercept=False)
        learner.fit(X, self.upper)
        return np.asarray(expit(X @ learner.coef_[0]), dtype=np.float64)
