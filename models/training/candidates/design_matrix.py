"""What the supervised models read: the norm's verdict, the stated prior, then every column.

The first columns let a model with few audits lean on common practice and on the directions that
features declare; the rest let one with many audits use the full record.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.candidates.calibration import sigmoid
from models.training.data.encoding import Matrix, columns, model_input, used_numbers
from models.training.data.records import Floats, Records
from models.training.label_noise.cross_fit import Practised, Readable, fit_norm
from models.training.label_noise.model import LOWEST, RatingModel, parts_of_people

PRIOR_COLUMNS = ("severity", "shortfall", "declared_directions")  # before those of the record
SEVERITY, SHORTFALL, DIRECTIONS = range(3)
N_PRIOR = len(PRIOR_COLUMNS)
# Before any audit: log-odds for one unit of each prior column. The first two are log-odds already;
# a standard deviation of the stated prior counts for a quarter.
PRESUMED = (1.0, 1.0, 0.25)
PRESUMED_OVER = (
    -1.0,
    0.0,
    0.0,
)  # the same for a rating that is too high: severity speaks against it
IMAGINED = 2000.0  # ratings missed as often as all are, imagined beside each level's own
FURTHEST = 5.0  # standard deviations beyond which a value says no more


@dataclass(frozen=True)
class DesignMatrix:
    """Turns records into the matrix that models read.

    Parameters
    ----------
    columns : fitted scikit-learn ColumnTransformer
    norm : RatingModel
    centre, spread, sign : arrays of shape (n_columns,)
        Of the record's columns; ``sign`` is the declared direction, 0 where there is none.
    prior_scale : float
        Standard deviation of the sum of columns in their declared directions.
    shift : array of shape (n_levels,)
        Added to severity, so that each level is presumed too low as often as the norm says.
    """

    columns: Any
    norm: RatingModel
    centre: Floats
    spread: Floats
    sign: Floats
    prior_scale: float
    shift: Floats

    def matrix(self, records: Records) -> Matrix:
        """Shape (n_assessments, N_PRIOR + n_columns); blanks of numbers stay NaN."""
        raw = np.asarray(self.columns.transform(model_input(records)), dtype=np.float64)
        standard = standardised(raw, self.centre, self.spread)
        by_norm = self.norm.scores(standard, parts_of_people(records.table["person_id"]))
        by_norm[:, SEVERITY] += self.shift[records.assigned.astype(np.intp)]
        directions = standard @ self.sign / self.prior_scale
        made = np.column_stack([by_norm, directions, raw])
        assert len(made) == len(records)
        return made

    def prior_parts(self, records: Records) -> NDArray[np.float64]:
        """What each column adds to each prior column, shape (n_assessments, N_PRIOR, n_columns).

        The rest of a prior column is the same for all ratings at a level.
        """
        raw = np.asarray(self.columns.transform(model_input(records)), dtype=np.float64)
        standard = standardised(raw, self.centre, self.spread)
        norm = self.norm.by_column(standard, parts_of_people(records.table["person_id"]))
        prior = standard * self.sign / self.prior_scale
        return np.concatenate([norm, prior[:, None, :]], axis=1)

    def officers(self, records: Records) -> Matrix:
        """Chances that officers in general assign each level, shape (n_assessments, n_levels)."""
        raw = np.asarray(self.columns.transform(model_input(records)), dtype=np.float64)
        standard = standardised(raw, self.centre, self.spread)
        both = self.norm.joint(standard, parts_of_people(records.table["person_id"]))
        return np.asarray(both.sum(axis=1), dtype=np.float64)


def standardised(raw: Matrix, centre: Floats, spread: Floats) -> Matrix:
    """Columns in standard deviations from their mean, at most ``FURTHEST``; a blank is the mean.

    Examples
    --------
    >>> standardised(np.array([[4.0], [np.nan]]), np.array([2.0]), np.array([1.0])).ravel()
    array([2., 0.])
    """
    apart = np.clip((raw - centre) / spread, -FURTHEST, FURTHEST)
    return np.asarray(np.nan_to_num(apart, nan=0.0), dtype=np.float64)


def presumed_log_odds(matrix: Matrix) -> Floats:
    """Log-odds that a rating is too low as presumed before any audit, shape (n,)."""
    return np.asarray(matrix[:, :N_PRIOR] @ np.array(PRESUMED), dtype=np.float64)


def fit_design(records: Records, seed: int) -> DesignMatrix:
    """Learn, without labels, all that turns these records into evidence.

    Every row counts, audited or not: nothing here reads ``right``.
    """
    fitted = columns(records)
    raw = np.asarray(fitted.transform(model_input(records)), dtype=np.float64)
    centre, spread = _centre_and_spread(raw)
    standard = standardised(raw, centre, spread)
    sign = _signs(records, fitted, raw.shape[1])
    rated = Practised(standard, records.assigned, parts_of_people(records.table["person_id"]))
    norm = fit_norm(
        rated, _readable(records, fitted, sign), n_levels=len(records.scale.levels), seed=seed
    )
    return DesignMatrix(
        columns=fitted,
        norm=norm,
        centre=centre,
        spread=spread,
        sign=sign,
        prior_scale=max(float((standard @ sign).std()), 1e-9),
        shift=_shift(norm, rated),
    )


def _shift(norm: RatingModel, rated: Practised) -> Floats:
    """For each level, what makes the mean chance of a sum the norm's own; found by halving.

    A level said to be missed more often than others is drawn down to them where ratings are few.
    """
    scores = norm.scores(rated.standard, rated.part).sum(axis=1)
    given = rated.assigned.astype(np.intp)
    right = norm.joint(rated.standard, rated.part)[np.arange(len(given)), :, given]
    levels = np.arange(right.shape[1])
    under = np.where(levels > given[:, None], right, 0.0).sum(axis=1) / right.sum(axis=1)
    shift = np.full(len(levels), LOWEST)
    overall = float(under[given < levels[-1]].mean()) if (given < levels[-1]).any() else 0.0
    for level in range(len(levels) - 1):
        own = given == level
        if own.any():
            mean = float(under[own].mean())
            drawn = (own.sum() * mean + IMAGINED * overall) / (own.sum() + IMAGINED)
            shift[level] = _shifted_to(scores[own], min(mean, drawn))
    return shift.round(9)


def _shifted_to(scores: Floats, mean: float) -> float:
    """What to add to log odds so that their mean chance is this."""
    low, high = -2 * abs(LOWEST), 2 * abs(LOWEST)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if sigmoid(scores + middle).mean() >= mean else (middle, high)
    return (low + high) / 2


def _centre_and_spread(raw: Matrix) -> tuple[Floats, Floats]:
    seen = ~np.isnan(raw)
    count = np.maximum(seen.sum(axis=0), 1)
    centre = np.where(seen, raw, 0.0).sum(axis=0) / count
    variance = np.where(seen, np.square(raw - centre), 0.0).sum(axis=0) / count
    return centre, np.where(variance > 0, np.sqrt(variance), 1.0)


def _signs(records: Records, fitted: Any, width: int) -> Floats:
    """Declared direction of each column; a category has none."""
    sign = np.zeros(width)
    for place, name in enumerate(used_numbers(fitted), start=len(records.scale.levels)):
        sign[place] = records.features.directions[name]
    return sign


def _readable(records: Records, fitted: Any, sign: Floats) -> Readable:
    """Which columns the norm may read, which tell of practice, and their directions."""
    owners = owners_of(records, fitted)
    readable, practice = set(records.features.readable), set(records.features.practice)
    return Readable(
        np.array([name in readable for name in owners], dtype=bool),
        np.array([name in practice for name in owners], dtype=bool),
        sign,
    )


def owners_of(records: Records, fitted: Any) -> list[str]:
    """For each column of the matrix, the feature it belongs to; `rating` for the assigned level."""
    first = ["rating"] * len(records.scale.levels) + used_numbers(fitted)
    rest = fitted.get_feature_names_out()[len(first) :]
    return first + [_category_of(str(name), records) for name in rest]


def _category_of(column: str, records: Records) -> str:
    """The category feature that a column of ones and zeros belongs to."""
    return max((n for n in records.features.categories if column.startswith(f"{n}_")), key=len)
