"""What a learner learns from, and how it picks columns of the design matrix."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.candidates.design_matrix import N_PRIOR
from models.training.data.encoding import Matrix
from models.training.data.records import Floats


@dataclass(frozen=True)
class TrainingSet:
    """LabelledRows rows of the design matrix, and what is presumed of its columns.

    Parameters
    ----------
    matrix : array of shape (n, N_PRIOR + n_columns)
        Prior columns, then the record's: first one column of ones and zeros for each assigned
        level, then features. Blanks of numbers are NaN.
    y, weight : arrays of shape (n,)
        1 or 0, and how much each row counts.
    sign : array of shape (n_columns,)
        Declared directions of the record's columns: 1, -1, or 0.
    presumed : array of shape (N_PRIOR,)
        Log-odds of a 1 for one unit of each prior column, before any audit.
    n_levels : int
        Of the scale.
    seed : int
    shared : dict
        What learners make of the columns whatever their strength, so that it is made once.
    """

    matrix: Matrix
    y: Floats
    weight: Floats
    sign: Floats
    presumed: Floats
    n_levels: int
    seed: int
    shared: dict[bytes, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def varying(self) -> NDArray[np.bool_]:
        """Columns of the record that are not the same in all rows, shape (n_columns,)."""
        raw = self.matrix[:, N_PRIOR:]
        most = np.where(np.isnan(raw), -np.inf, raw).max(axis=0, initial=-np.inf)
        least = np.where(np.isnan(raw), np.inf, raw).min(axis=0, initial=np.inf)
        return np.asarray(most > least)

    @cached_property
    def usable(self) -> NDArray[np.intp]:
        """Places of the prior columns, of every level of the rating, and of varying columns."""
        varying = self.varying.copy()
        varying[: self.n_levels] = True
        places = np.r_[np.arange(N_PRIOR), N_PRIOR + np.flatnonzero(varying)]
        return np.asarray(places, dtype=np.intp)


Learner = Callable[[TrainingSet], Any]


def pick(rows: TrainingSet, places: Sequence[int]) -> Any:
    """A fitted ColumnTransformer that keeps the columns at these places and drops the others."""
    from sklearn.compose import ColumnTransformer

    picked = ColumnTransformer([("kept", "passthrough", [int(place) for place in places])])
    return picked.fit(np.zeros((1, rows.matrix.shape[1])))


def made_up_rows(n: int = 60) -> TrainingSet:
    """A few rows of two levels and two features, to try a learner on; labels go by the first."""
    rng = np.random.default_rng(0)
    prior, features = rng.normal(size=(n, N_PRIOR)), rng.normal(size=(n, 2))
    return TrainingSet(
        matrix=np.column_stack([prior, np.eye(2)[np.arange(n) % 2], features]),
        y=(prior[:, 0] + features[:, 0] > 0).astype(np.float64),
        weight=np.ones(n),
        sign=np.zeros(4),
        presumed=np.ones(N_PRIOR),
        n_levels=2,
        seed=0,
    )
