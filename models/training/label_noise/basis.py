"""Columns, steps and pairs of columns: what officers' norm adds up.

Risk rarely grows evenly, so a column may count more beyond an edge (a step); and what one column
says may hang on another (a pair).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.training.data.encoding import Matrix

CROSSED = (1 / 3, 2 / 3, 0.9)  # shares of records below a column's steps
SEVERAL = 4  # different values from which a column has steps
NEAR = 3.0  # standard deviations at which a column of a pair is cut, so that few records rule
SURPRISING = 4.0  # standard errors beyond which a pair explains what its columns alone do not
MOST_PAIRS = 60  # in severity, and in missed
Places = NDArray[np.intp]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Basis:
    """Standardised columns, then steps, then products of two columns, all of mean 0 and spread 1.

    Parameters
    ----------
    width : int
        Columns of the record.
    places, edges : arrays of shape (n_steps,)
        Which column each step belongs to, and what the column must exceed.
    pairs : array of shape (n_pairs, 2)
        The two columns of each product.
    centre, spread : arrays of shape (n_steps + n_pairs,)
    """

    width: int
    places: Places
    edges: Numbers
    pairs: Places
    centre: Numbers
    spread: Numbers

    @classmethod
    def of(cls, standard: Matrix, places: Places) -> "Basis":
        """Columns, and steps of those at these places where records differ enough."""
        found = [(place, edge) for place in places for edge in _edges(standard[:, place])]
        columns = np.array([place for place, _ in found], dtype=np.intp)
        edges = np.array([edge for _, edge in found], dtype=np.float64)
        share = (standard[:, columns] > edges).mean(axis=0)
        none = np.zeros((0, 2), dtype=np.intp)
        spread = np.sqrt(share * (1.0 - share))
        return cls(standard.shape[1], columns, edges, none, share, spread)

    def with_pairs(self, standard: Matrix, pairs: Places) -> "Basis":
        """The same with these pairs, in place of its own."""
        steps = len(self.places)
        made = _products(standard, pairs)
        return replace(
            self,
            pairs=pairs,
            centre=np.r_[self.centre[:steps], made.mean(axis=0)],
            spread=np.r_[self.spread[:steps], np.maximum(made.std(axis=0), 1e-9)],
        )

    def __len__(self) -> int:
        """Columns, steps and pairs."""
        return self.width + len(self.places) + len(self.pairs)

    def beside(self, standard: Matrix) -> Matrix:
        """Columns, steps and pairs of these records, shape (n, len(self))."""
        crossed = standard[:, self.places] > self.edges
        made = np.column_stack([crossed, _products(standard, self.pairs)])
        return np.column_stack([standard, (made - self.centre) / self.spread])

    def to_columns(self, told: NDArray[np.float64]) -> NDArray[np.float64]:
        """Amounts of columns, steps and pairs (last axis) as amounts of columns alone.

        A step's goes to its column; a pair's is halved between its two.
        """
        steps = self.width + len(self.places)
        made = told[..., : self.width].copy()
        for step, place in enumerate(self.places, start=self.width):
            made[..., place] += told[..., step]
        for pair, places in enumerate(self.pairs, start=steps):
            for place in places:
                made[..., place] += told[..., pair] / 2.0
        return made


def _products(standard: Matrix, pairs: Places) -> Matrix:
    first, second = np.clip(standard[:, pairs.T], -NEAR, NEAR).transpose(1, 0, 2)
    return np.asarray(first * second, dtype=np.float64)


def _edges(column: Numbers) -> list[float]:
    """Values that some records exceed and some do not, at most one for each share in ``CROSSED``.

    Where a third or more stand at the lowest value, the middle of the others is one too.
    """
    values = np.unique(column)
    if len(values) < SEVERAL:
        return []
    edges = np.quantile(column, CROSSED, method="lower").tolist()
    others = column[column > values[0]]
    if len(others) < (1 - CROSSED[0]) * len(column):
        edges.append(float(np.quantile(others, 0.5, method="lower")))
    return sorted({edge for edge in edges if values[0] <= edge < values[-1]})


def surprising_pairs(standard: Matrix, unexplained: Numbers, allowed: NDArray[np.bool_]) -> Places:
    """Pairs of columns whose product goes with what is unexplained, the most surprising first.

    Each is judged by a score test: its product's sum over what is unexplained, in standard errors.

    Parameters
    ----------
    standard : array of shape (n, n_columns)
    unexplained : array of shape (n,)
        Slope of the log chance by each record's score.
    allowed : boolean array of shape (n_columns, n_columns)
        Which pairs may be looked at.

    Returns
    -------
    array of shape (n_pairs, 2)
        At most ``MOST_PAIRS``, each with its lower column first.
    """
    near = np.clip(standard, -NEAR, NEAR)
    total = near.T @ (near * unexplained[:, None])
    square = np.square(near)
    spread = np.sqrt(square.T @ (square * np.square(unexplained)[:, None]))
    surprise = np.abs(total) / np.maximum(spread, 1e-9) * np.triu(allowed, 1)
    best = np.argsort(-surprise, axis=None, kind="stable")[:MOST_PAIRS]
    best = best[surprise.ravel()[best] > SURPRISING]
    return np.stack(np.unravel_index(best, surprise.shape), axis=1).astype(np.intp)
