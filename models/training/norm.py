"""Officers' norm: the level that officers in general assign to such a record.

Learned from every assessment, audited or not, out of fold and grouped by person, from columns
that are not computed from the rating itself. Where a rating lies below the norm, officers with
records like this one usually rate higher: a departure from common practice, not yet a fault.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.training.matrix import Matrix

PARTS = 2
MOST_ROWS = 30_000  # a norm of about a hundred columns gains nothing measurable from more


@dataclass(frozen=True)
class Norm:
    """One classifier for each step of the scale and each part of the people.

    ``steps[part][k]`` gives the chance that officers assign a level above level ``k``; it never
    saw the people of its own part.
    """

    steps: tuple[tuple[Any, ...], ...]
    practice: NDArray[np.intp]

    def margins(self, matrix: Matrix, part: NDArray[np.intp]) -> Matrix:
        """Log-odds of a level above each step, shape (n, n_levels - 1), by each row's part."""
        read = matrix[:, self.practice]
        told = np.zeros((len(matrix), len(self.steps[0])))
        for own, steps in enumerate(self.steps):
            rows = part == own
            if rows.any():
                told[rows] = np.column_stack([step.decision_function(read[rows]) for step in steps])
        return told


def parts_of_people(people: pd.Series) -> NDArray[np.intp]:
    """The part, 0 or 1, that each row's person belongs to.

    A keyed hash of the identifier: neither the order of rows nor who else is there matters, and a
    saved model need not remember anybody.
    """
    named = people.astype(str).to_numpy()
    return np.fromiter(
        (blake2b(name.encode(), digest_size=4, key=b"norm").digest()[0] % PARTS for name in named),
        dtype=np.intp,
        count=len(named),
    )


@dataclass(frozen=True)
class Practised:
    """Rated records as the norm reads them: columns, ratings, and each row's part."""

    matrix: Matrix
    assigned: NDArray[np.float64]
    part: NDArray[np.intp]


def fit_norm(rated: Practised, practice: NDArray[np.intp], *, n_levels: int, seed: int) -> Norm:
    """Fit the norm on rows whose level officers assigned.

    A step that every record or none has passed is fitted to one imagined exception.
    """
    steps = []
    for held_out in range(PARTS):
        rows = np.flatnonzero(rated.part != held_out)
        if len(rows) > MOST_ROWS:
            rows = np.random.default_rng(seed + held_out).choice(rows, MOST_ROWS, replace=False)
        read, level = rated.matrix[rows][:, practice], rated.assigned[rows]
        steps.append(tuple(_fit_step(read, level > k, seed) for k in range(n_levels - 1)))
    return Norm(tuple(steps), practice)


def _fit_step(read: Matrix, above: NDArray[np.bool_], seed: int) -> Any:
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    if above.all() or not above.any():
        above = above.copy()
        above[0] = not above[0]
    step = make_pipeline(
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(C=0.1, max_iter=200, random_state=seed),
    )
    return step.fit(read, above)


def gap(margins: Matrix, assigned: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds that officers in general would assign a higher level than this one.

    For a rating at the top of the scale there is nothing higher: the lowest log-odds, -20.
    """
    top = margins.shape[1]
    step = np.minimum(assigned.astype(np.intp), top - 1)
    own = margins[np.arange(len(assigned)), step]
    return np.where(assigned >= top, -20.0, np.clip(own, -20.0, 20.0))
