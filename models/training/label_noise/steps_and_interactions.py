"""The basis of officers' norm: columns, steps of columns, and products of two columns.

Risk rarely grows evenly, so a column may count more beyond a threshold (a step); and what one
column says may depend on another (a pair).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.training.data.encoding import Matrix

QUANTILES = (1 / 3, 2 / 3, 0.9)  # shares of records below a column's thresholds
SEVERAL = 4  # different values from which a column has steps
NEAR = 3.0  # standard deviations at which a column of a pair is clipped, so that few records rule
SURPRISING = 4.0  # standard errors beyond which a pair explains what its columns alone do not
MOST_PAIRS = 60  # in severity, and in the shortfall
ColumnNumbers = NDArray[np.intp]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Basis:
    """Standardised columns, then steps, then products of two columns, all of mean 0 and spread 1.

    Parameters
    ----------
    width : int
        Columns of the record.
    step_features, thresholds : arrays of shape (n_steps,)
        The column each step belongs to, and what the column must exceed.
    pairs : array of shape (n_pairs, 2)
        The two columns of each product.
    centre, spread : arrays of shape (n_steps + n_pairs,)
    """

    width: int
    step_features: ColumnNumbers
    thresholds: Numbers
    pairs: ColumnNumbers
    centre: Numbers
    spread: Numbers

    @classmethod
    def of(cls, X_scaled: Matrix, features: ColumnNumbers) -> "Basis":
        """Every column, and steps of those in ``features`` where records differ enough."""
        found = [(place, cut) for place in features for cut in _thresholds(X_scaled[:, place])]
        step_features = np.array([place for place, _ in found], dtype=np.intp)
        thresholds = np.array([cut for _, cut in found], dtype=np.float64)
        share = (X_scaled[:, step_features] > thresholds).mean(axis=0)
        no_pairs = np.zeros((0, 2), dtype=np.intp)
        spread = np.sqrt(share * (1.0 - share))
        return cls(X_scaled.shape[1], step_features, thresholds, no_pairs, share, spread)

    def with_pairs(self, X_scaled: Matrix, pairs: ColumnNumbers) -> "Basis":
        """The same with these pairs instead of any it had."""
        steps = len(self.step_features)
        products = _products(X_scaled, pairs)
        return replace(
            self,
            pairs=pairs,
            centre=np.r_[self.centre[:steps], products.mean(axis=0)],
            spread=np.r_[self.spread[:steps], np.maximum(products.std(axis=0), 1e-9)],
        )

    def __len__(self) -> int:
        """Columns, steps and pairs."""
        return self.width + len(self.step_features) + len(self.pairs)

    @property
    def column_of_entry(self) -> ColumnNumbers:
        """The column that each column and each step belongs to; a basis with pairs has none."""
        owner: ColumnNumbers = np.r_[np.arange(self.width), self.step_features]
        return owner

    def transform(self, X_scaled: Matrix) -> Matrix:
        """Columns, steps and pairs of these records, shape (n, len(self))."""
        steps = X_scaled[:, self.step_features] > self.thresholds
        made = np.column_stack([steps, _products(X_scaled, self.pairs)])
        return np.column_stack([X_scaled, (made - self.centre) / self.spread])

    def to_columns(self, amounts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Amounts of columns, steps and pairs (last axis) as amounts of columns alone.

        A step's goes to its column; a pair's is halved between its two.
        """
        steps = self.width + len(self.step_features)
        by_column = amounts[..., : self.width].copy()
        for step, place in enumerate(self.step_features, start=self.width):
            by_column[..., place] += amounts[..., step]
        for pair, places in enumerate(self.pairs, start=steps):
            for place in places:
                by_column[..., place] += amounts[..., pair] / 2.0
        return by_column


def _products(X_scaled: Matrix, pairs: ColumnNumbers) -> Matrix:
    first, second = np.clip(X_scaled[:, pairs.T], -NEAR, NEAR).transpose(1, 0, 2)
    return np.asarray(first * second, dtype=np.float64)


def _thresholds(column: Numbers) -> list[float]:
    """Values that some records exceed and some do not, at most one for each of ``QUANTILES``.

    Where a third or more stand at the lowest value, the median of the others is one too.
    """
    values = np.unique(column)
    if len(values) < SEVERAL:
        return []
    thresholds = np.quantile(column, QUANTILES, method="lower").tolist()
    others = column[column > values[0]]
    if len(others) < (1 - QUANTILES[0]) * len(column):
        thresholds.append(float(np.quantile(others, 0.5, method="lower")))
    return sorted({cut for cut in thresholds if values[0] <= cut < values[-1]})


def surprising_pairs(
    X_scaled: Matrix, unexplained: Numbers, allowed: NDArray[np.bool_]
) -> ColumnNumbers:
    """Pairs of columns whose product goes with what is unexplained, the most surprising first.

    Each is judged by a score test: its product's sum over what is unexplained, in standard errors.

    Parameters
    ----------
    X_scaled : array of shape (n, n_columns)
    unexplained : array of shape (n,)
        Derivative of the log chance by each record's score.
    allowed : boolean array of shape (n_columns, n_columns)
        Which pairs may be looked at.

    Returns
    -------
    array of shape (n_pairs, 2)
        At most ``MOST_PAIRS``, each with its lower column first.
    """
    near = np.clip(X_scaled, -NEAR, NEAR)
    total = near.T @ (near * unexplained[:, None])
    square = np.square(near)
    spread = np.sqrt(square.T @ (square * np.square(unexplained)[:, None]))
    surprise = np.abs(total) / np.maximum(spread, 1e-9) * np.triu(allowed, 1)
    best = np.argsort(-surprise, axis=None, kind="stable")[:MOST_PAIRS]
    best = best[surprise.ravel()[best] > SURPRISING]
    return np.stack(np.unravel_index(best, surprise.shape), axis=1).astype(np.intp)
