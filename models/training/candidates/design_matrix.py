"""What the supervised models read: prior columns, then every column of the record.

Prior columns are computed without any label: the norm's severity and shortfall, what officers in
general assign read upwards, and the sum of columns in their declared directions. They let a model
with few audits lean on common practice; the other columns let one with many use the full record.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit

from models.training.data.encoding import Matrix, fit_encoder, model_input, used_numbers
from models.training.data.person_folds import fold_of_person
from models.training.data.records import Floats, Records
from models.training.label_noise.anchors import find_anchors
from models.training.label_noise.cross_fit import ColumnRoles, RatedRows, fit_norm
from models.training.label_noise.higher_level_odds import UpwardModel, fit_upward
from models.training.label_noise.model import LOWEST, RatingModel

PRIOR_COLUMNS = ("severity", "shortfall", "upward", "declared_directions")
SEVERITY, SHORTFALL, UPWARD, DIRECTIONS = range(4)
N_PRIOR = len(PRIOR_COLUMNS)
# Before any audit: log-odds for one unit of each prior column. The norm (its log-odds are the first
# two together) and the upward model err in unlike ways, so both count; what officers do with the
# record is learned best, so severity counts most; declared directions show in the norm already.
PRESUMED = (0.57, 0.43, 0.43, 0.0)
PRESUMED_OVER = (-1.0, 0.0, 0.0, 0.0)  # for a rating that is too high: severity speaks against it
IMAGINED = 200.0  # ratings missed as often as all are, imagined beside each level's own
FURTHEST = 5.0  # standard deviations beyond which values are clipped


@dataclass(frozen=True)
class DesignMatrix:
    """Turns records into the matrix that models read.

    Parameters
    ----------
    columns : fitted scikit-learn ColumnTransformer
        From ``fit_encoder``.
    norm : RatingModel
    upward : UpwardModel
    centre, spread, sign : arrays of shape (n_columns,)
        Of the record's columns; ``sign`` is the declared direction, 0 where there is none.
    prior_scale : float
        Standard deviation of the sum of columns in their declared directions.
    shift : array of shape (n_levels,)
        Added to severity, so that each level is presumed too low as often as the norm says.
    """

    columns: Any
    norm: RatingModel
    upward: UpwardModel
    centre: Floats
    spread: Floats
    sign: Floats
    prior_scale: float
    shift: Floats

    def matrix(self, records: Records) -> Matrix:
        """Shape (n_assessments, N_PRIOR + n_columns); blanks of numbers stay NaN."""
        raw, X_scaled, fold = self.read(records)
        norm = self.norm.scores(X_scaled, records.assigned, fold)
        norm[:, SEVERITY] += self.shift[records.assigned.astype(np.intp)]
        directions = X_scaled @ self.sign / self.prior_scale
        upward = self.upward.log_odds(X_scaled, records.assigned, fold)
        matrix = np.column_stack([norm, upward, directions, raw])
        assert len(matrix) == len(records)
        return matrix

    def prior_parts(self, records: Records) -> NDArray[np.float64]:
        """What each column adds to each prior column, shape (n_assessments, N_PRIOR, n_columns).

        The rest of a prior column is the same for all ratings at a level.
        """
        _, X_scaled, fold = self.read(records)
        norm = self.norm.by_column(X_scaled, records.assigned, fold)
        upward = self.upward.by_column(X_scaled, records.assigned, fold)
        directions = X_scaled * self.sign / self.prior_scale
        return np.concatenate([norm, np.stack([upward, directions], axis=1)], axis=1)

    def officers(self, records: Records) -> Matrix:
        """Chances that officers in general assign each level, shape (n_assessments, n_levels)."""
        _, X_scaled, fold = self.read(records)
        return np.asarray(self.norm.joint(X_scaled, fold).sum(axis=1), dtype=np.float64)

    def read(self, records: Records) -> tuple[Matrix, Matrix, NDArray[np.intp]]:
        """Columns as they are and standardised, shape (n, n_columns), and each person's fold."""
        raw = np.zeros((0, len(self.sign)))
        if len(records):  # an encoder refuses to read nothing
            raw = np.asarray(self.columns.transform(model_input(records)), dtype=np.float64)
        X_scaled = standardised(raw, self.centre, self.spread)
        return raw, X_scaled, fold_of_person(records.table["person_id"])


def standardised(raw: Matrix, centre: Floats, spread: Floats) -> Matrix:
    """Columns in standard deviations from their mean, at most ``FURTHEST``; a blank is the mean.

    Examples
    --------
    >>> standardised(np.array([[4.0], [np.nan]]), np.array([2.0]), np.array([1.0])).ravel()
    array([2., 0.])
    """
    deviation = np.clip((raw - centre) / spread, -FURTHEST, FURTHEST)
    return np.asarray(np.nan_to_num(deviation, nan=0.0), dtype=np.float64)


def presumed_log_odds(matrix: Matrix) -> Floats:
    """Log-odds that a rating is too low as presumed before any audit, shape (n,)."""
    return np.asarray(matrix[:, :N_PRIOR] @ np.array(PRESUMED), dtype=np.float64)


def fit_design(records: Records, seed: int, jobs: int = 1) -> DesignMatrix:
    """Learn, without labels, all that turns these records into a design matrix.

    Every row counts, audited or not: nothing here reads ``right``.

    Parameters
    ----------
    records : Records
    seed : int
        For the draw of rows where there are more than the norm needs.
    jobs : int
        Threads.
    """
    encoder = fit_encoder(records)
    raw = np.asarray(encoder.transform(model_input(records)), dtype=np.float64)
    centre, spread = _centre_and_spread(raw)
    X_scaled = standardised(raw, centre, spread)
    sign = _directions(records, encoder, raw.shape[1])
    rows = RatedRows(X_scaled, records.assigned, fold_of_person(records.table["person_id"]))
    roles = _roles(records, encoder, sign)
    roles = replace(roles, anchor=find_anchors(X_scaled, records.assigned, roles.allowed, seed))
    n_levels = len(records.scale.levels)
    norm = fit_norm(rows, roles, n_levels=n_levels, seed=seed, jobs=jobs)
    return DesignMatrix(
        columns=encoder,
        norm=norm,
        upward=fit_upward(rows, roles.person, roles.anchor, n_levels=n_levels, seed=seed),
        centre=centre,
        spread=spread,
        sign=sign,
        prior_scale=max(float((X_scaled @ sign).std()), 1e-9),
        shift=_shift(norm, rows),
    )


def without_directions(
    design: DesignMatrix, records: Records, seed: int, jobs: int = 1
) -> DesignMatrix:
    """The same with the norm fitted anew, as if no feature declared a direction.

    Parameters
    ----------
    design : DesignMatrix
        Of these records.
    records : Records
    seed, jobs : int
    """
    undeclared = np.zeros_like(design.sign)
    _, X_scaled, fold = design.read(records)
    rows = RatedRows(X_scaled, records.assigned, fold)
    roles = replace(_roles(records, design.columns, undeclared), anchor=design.norm.anchors)
    n_levels = len(records.scale.levels)
    norm = fit_norm(rows, roles, n_levels=n_levels, seed=seed, jobs=jobs)
    return replace(design, norm=norm, sign=undeclared, prior_scale=1.0, shift=_shift(norm, rows))


def _shift(norm: RatingModel, rows: RatedRows) -> Floats:
    """For each level, what makes the mean chance of the summed scores the norm's own.

    Shape (n_levels,). A level that the norm says is too low more often than others is drawn
    towards them where its ratings are few.
    """
    scores = norm.scores(rows.X_scaled, rows.assigned, rows.fold).sum(axis=1)
    assigned = rows.assigned.astype(np.intp)
    right = norm.joint(rows.X_scaled, rows.fold)[np.arange(len(assigned)), :, assigned]
    levels = np.arange(right.shape[1])
    under = np.where(levels > assigned[:, None], right, 0.0).sum(axis=1) / right.sum(axis=1)
    shift = np.full(len(levels), LOWEST)
    below_top = assigned < levels[-1]
    overall = float(under[below_top].mean()) if below_top.any() else 0.0
    for level in range(len(levels) - 1):
        at_level = assigned == level
        if at_level.any():
            mean, count = float(under[at_level].mean()), at_level.sum()
            drawn = (count * mean + IMAGINED * overall) / (count + IMAGINED)
            shift[level] = _shift_to(scores[at_level], min(mean, drawn))
    return shift.round(9)


def _shift_to(scores: Floats, mean: float) -> float:
    """What to add to log odds so that their mean chance is this; at most twice ``LOWEST``."""
    most = 2 * abs(LOWEST)

    def excess(shift: float) -> float:
        return float(expit(scores + shift).mean()) - mean

    if excess(-most) >= 0.0:
        return -most
    return most if excess(most) <= 0.0 else float(brentq(excess, -most, most, xtol=1e-12))


def _centre_and_spread(raw: Matrix) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each column without its blanks; a constant's spread is 1."""
    seen = ~np.isnan(raw)
    count = np.maximum(seen.sum(axis=0), 1)
    centre = np.where(seen, raw, 0.0).sum(axis=0) / count
    variance = np.where(seen, np.square(raw - centre), 0.0).sum(axis=0) / count
    return centre, np.where(variance > 0, np.sqrt(variance), 1.0)


def _directions(records: Records, encoder: Any, width: int) -> Floats:
    """Declared direction of each column; a category has none."""
    sign = np.zeros(width)
    for place, name in enumerate(used_numbers(encoder), start=len(records.scale.levels)):
        sign[place] = records.features.directions[name]
    return sign


def _roles(records: Records, encoder: Any, sign: Floats) -> ColumnRoles:
    """What the norm may do with each column; no anchors yet."""
    features = features_of(records, encoder)
    readable, practice = set(records.features.readable), set(records.features.practice)
    return ColumnRoles(
        np.array([name in readable for name in features], dtype=bool),
        np.array([name in practice for name in features], dtype=bool),
        sign,
        np.zeros(len(features), dtype=bool),
    )


def features_of(records: Records, encoder: Any) -> list[str]:
    """For each column of the record, the feature it belongs to; `rating` for assigned levels."""
    first = ["rating"] * len(records.scale.levels) + used_numbers(encoder)
    rest = encoder.get_feature_names_out()[len(first) :]
    return first + [_category_of(str(name), records) for name in rest]


def _category_of(column: str, records: Records) -> str:
    """The category feature that a column of ones and zeros belongs to."""
    return max((n for n in records.features.categories if column.startswith(f"{n}_")), key=len)
