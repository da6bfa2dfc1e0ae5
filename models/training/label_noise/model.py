"""Officers' norm: the level that a record calls for, and how ratings in general fall short of it.

Learned from every assessment, audited or not, out of fold and grouped by person, from columns
that do not read the rating itself. Severity is what the record holds of the person; missed is how
readily a rating made this way (checks, oversight, load) stays below. Both are sums over columns.
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.training.data.encoding import Matrix
from models.training.label_noise.basis import Basis
from models.training.label_noise.likelihood import NoisyLabelParams

PARTS = 4
LOWEST = -20.0  # log-odds of a rating that has nothing above it
Places = NDArray[np.intp]


@dataclass(frozen=True)
class RatingModel:
    """What officers in general do, learned once for each part of the people from all others.

    Parameters
    ----------
    basis : Basis
    severity, missed : arrays of shape (PARTS, len(basis))
        Log-odds of the next level up, and of falling short of the right level.
    cuts : array of shape (PARTS, n_levels)
        How common each right level is, as log odds.
    habits : array of shape (PARTS, n_levels, n_levels)
        Log odds of each assigned level (columns) given each right one (rows).
    """

    basis: Basis
    severity: NDArray[np.float64]
    missed: NDArray[np.float64]
    cuts: NDArray[np.float64]
    habits: NDArray[np.float64]

    def scores(self, standard: Matrix, part: Places) -> Matrix:
        """Severity and missed of each record, shape (n, 2)."""
        wide = self.basis.beside(standard)
        told = np.zeros((len(standard), 2))
        for own in range(PARTS):
            weights = np.column_stack([self.severity[own], self.missed[own]])
            told[part == own] = wide[part == own] @ weights
        return told

    def by_column(self, standard: Matrix, part: Places) -> NDArray[np.float64]:
        """What each column adds to severity and to missed, shape (n, 2, n_columns)."""
        wide = self.basis.beside(standard)
        told = np.stack([wide * self.severity[part], wide * self.missed[part]], axis=1)
        return self.basis.to_columns(told)

    def joint(self, standard: Matrix, part: Places) -> NDArray[np.float64]:
        """Chance of each right (axis 1) and assigned (axis 2) level; shape (n, levels, levels)."""
        wide, levels = self.basis.beside(standard), self.cuts.shape[1]
        told = np.zeros((len(standard), levels, levels))
        for own in range(PARTS):
            mine = NoisyLabelParams(
                self.severity[own], self.missed[own], self.cuts[own], self.habits[own]
            )
            told[part == own] = np.exp(mine.joint(wide[part == own]))
        return told


def parts_of_people(people: pd.Series) -> Places:
    """The part, 0 to 3, that each row's person belongs to.

    A keyed hash of the identifier: neither the order of rows nor who else is there matters, and a
    saved model need not remember anybody.

    Examples
    --------
    >>> both = parts_of_people(pd.Series(["P1", "P2", "P3", "P1"]))
    >>> bool(both[0] == both[3]), set(both.tolist()) <= set(range(PARTS))
    (True, True)
    """
    named = people.astype(str).to_numpy()
    return np.fromiter(
        (blake2b(name.encode(), digest_size=4, key=b"norm").digest()[0] % PARTS for name in named),
        dtype=np.intp,
        count=len(named),
    )
