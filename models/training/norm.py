"""Officers' norm: the level that officers in general assign to such a record.

Learned from every assessment, audited or not, out of fold and grouped by person, from columns
that are not computed from the rating itself. Its log-odds are a sum, and are kept in two parts:
what the record holds of the person, and how the rating was made (checks, oversight, load). Where
poor practice lowers ratings in general, the second part says by how much: a rating made under it
is compared with what officers assign to such a person under ordinary practice.
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.training.matrix import Matrix

PARTS = 2
MOST_ROWS = 30_000  # a norm of about a hundred columns gains nothing measurable from more
SHRINKAGE = 0.01  # weight of the ridge penalty for each row: halves what a weak column says
LOWEST = -20.0  # log-odds of a rating that has nothing above it
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Norm:
    """For each part of the people and each level but the top, a linear log-odds.

    Of ratings at a level or above, the log-odds that it is above: so, in ratings at that level,
    how much likelier the next levels were. A part's numbers never saw the people of that part.

    Parameters
    ----------
    coefficients : array of shape (PARTS, n_levels - 1, n_columns)
        For standardised columns; 0 for those that the norm may not read.
    intercepts : array of shape (PARTS, n_levels - 1)
    process : boolean array of shape (n_columns,)
        Columns that tell how a rating was made.
    """

    coefficients: NDArray[np.float64]
    intercepts: NDArray[np.float64]
    process: NDArray[np.bool_]

    def person(self, standard: Matrix, part: Places) -> Matrix:
        """Log-odds of a level above each, under ordinary practice, shape (n, n_levels - 1)."""
        told = self._by_part(standard, part, ~self.process)
        return told + self.intercepts[part]

    def practice(self, standard: Matrix, part: Places) -> Matrix:
        """What the way ratings were made adds to the log-odds, shape (n, n_levels - 1)."""
        return self._by_part(standard, part, self.process)

    def _by_part(self, standard: Matrix, part: Places, kept: NDArray[np.bool_]) -> Matrix:
        told = np.zeros((len(standard), self.intercepts.shape[1]))
        for own in range(PARTS):
            rows = part == own
            told[rows] = standard[rows] @ (self.coefficients[own] * kept).T
        return told


def parts_of_people(people: pd.Series) -> Places:
    """The part, 0 or 1, that each row's person belongs to.

    A keyed hash of the identifier: neither the order of rows nor who else is there matters, and a
    saved model need not remember anybody.

    Examples
    --------
    >>> both = parts_of_people(pd.Series(["P1", "P2", "P3", "P1"]))
    >>> bool(both[0] == both[3]), set(both.tolist()) <= {0, 1}
    (True, True)
    """
    named = people.astype(str).to_numpy()
    return np.fromiter(
        (blake2b(name.encode(), digest_size=4, key=b"norm").digest()[0] % PARTS for name in named),
        dtype=np.intp,
        count=len(named),
    )


@dataclass(frozen=True)
class Practised:
    """Rated records as the norm reads them: standardised columns, ratings, each row's part."""

    standard: Matrix
    assigned: NDArray[np.float64]
    part: Places


@dataclass(frozen=True)
class Readable:
    """Places of the columns that the norm may read, and which columns are about the process."""

    places: Places
    process: NDArray[np.bool_]


def fit_norm(rated: Practised, readable: Readable, *, n_levels: int, seed: int) -> Norm:
    """Fit the norm on rows whose level officers assigned.

    A level that every record or none has passed is fitted to one imagined exception.
    """
    coefficients = np.zeros((PARTS, n_levels - 1, rated.standard.shape[1]))
    intercepts = np.zeros((PARTS, n_levels - 1))
    for own in range(PARTS):
        rows = np.flatnonzero(rated.part != own)
        if len(rows) > MOST_ROWS:
            rows = np.random.default_rng(seed + own).choice(rows, MOST_ROWS, replace=False)
        for level in range(n_levels - 1):
            reached = rows[rated.assigned[rows] >= level]
            read = rated.standard[np.ix_(reached, readable.places)]
            weights, intercept = _fit_level(read, rated.assigned[reached] > level)
            coefficients[own, level, readable.places] = weights
            intercepts[own, level] = intercept
    return Norm(coefficients, intercepts, readable.process)


def _fit_level(read: Matrix, above: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    from sklearn.linear_model import LogisticRegression

    if len(read) < 2 or not read.shape[1]:
        return np.zeros(read.shape[1]), 0.0
    if above.all() or not above.any():
        above = above.copy()
        above[0] = not above[0]
    fitted = LogisticRegression(C=1.0 / (SHRINKAGE * len(read)), max_iter=200).fit(read, above)
    return fitted.coef_[0], float(fitted.intercept_[0])


def at_own_level(
    margins: Matrix, assigned: NDArray[np.float64], *, top: float
) -> NDArray[np.float64]:
    """Each row's log-odds for the level it was given; ``top`` where nothing is above it.

    Examples
    --------
    >>> margins = np.array([[0.5, -1.0], [0.5, -1.0], [0.5, -1.0]])
    >>> at_own_level(margins, np.array([0.0, 1.0, 2.0]), top=LOWEST)
    array([  0.5,  -1. , -20. ])
    """
    last = margins.shape[1]
    step = np.minimum(assigned.astype(np.intp), last - 1)
    own = margins[np.arange(len(assigned)), step]
    return np.where(assigned >= last, top, own)
