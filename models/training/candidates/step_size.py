"""How far a rating moves when it moves: shares of the levels it lands on, given the record.

Of ratings that were too low, a graver record more often calls for two levels more than for one.
The shares at each level come from its audits; how strongly severity tilts them towards further
levels is one number for all levels, learned from the audits and held near what is presumed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp, softmax

from models.training.data.records import Floats, Records

ONE_STEP, FURTHER = 4.0, 0.15  # imagined moves by one level, and the share of them for each more
PRESUMED_TILT = 0.3  # log odds of a further level for one unit of severity; the norm's own is 1
HELD = 20.0  # how firmly: one standard deviation is 0.22
MOST_TILT = 3.0
Levels = NDArray[np.intp]


@dataclass(frozen=True)
class StepSizes:
    """What is known of moves.

    Parameters
    ----------
    shares : array of shape (n_levels, n_levels)
        Given that a rating at row's level moves up, the share that lands on each level above;
        below the diagonal, the same for a move down.
    tilt : float
        Log odds of each level further, for one unit of severity.
    centre : array of shape (n_levels,)
        Severity of a record at which the shares hold, for each assigned level.
    """

    shares: Floats
    tilt: float
    centre: Floats

    def landing(self, severity: Floats, assigned: Floats) -> Floats:
        """Shares of landing levels of each record, shape (n, n_levels).

        Those above the assigned level add up to 1, and so do those below.
        """
        level = assigned.astype(np.intp)
        shares = self.shares[level]
        above = np.arange(shares.shape[1]) > level[:, None]
        with np.errstate(invalid="ignore"):  # nothing lies above the top level
            upward = softmax(_log_odds(self, severity, level, self.tilt), axis=1)
        return np.where(above, upward, shares)


def fit_step_sizes(records: Records, severity: Floats) -> StepSizes:
    """Fit to the audits of these records.

    Parameters
    ----------
    records : Records
    severity : array of shape (n,)
        Of all records, the first prior column.
    """
    moved = records.audited & ~records.prompted & (records.right != records.assigned)
    rows, severity = records.take(moved), severity[moved]
    assigned, right = rows.assigned.astype(np.intp), rows.right.astype(np.intp)
    shares, up = _shares(assigned, right, len(records.scale.levels)), right > assigned
    centre = _mean_by_level(severity[up], assigned[up], len(shares))
    unfitted = StepSizes(shares, PRESUMED_TILT, centre)

    def loss(tilt: float) -> float:
        odds = _log_odds(unfitted, severity[up], assigned[up], tilt)
        chosen = odds[np.arange(len(odds)), right[up]] - logsumexp(odds, axis=1)
        return float(HELD * (tilt - PRESUMED_TILT) ** 2 / 2 - chosen.sum())

    tilt = PRESUMED_TILT
    if up.any():
        tilt = float(minimize_scalar(loss, bounds=(0.0, MOST_TILT), method="bounded").x)
    return StepSizes(shares, round(tilt, 9), centre)


def _log_odds(steps: StepSizes, severity: Floats, level: Levels, tilt: float) -> Floats:
    """Log odds of each level above the assigned one, minus infinity elsewhere."""
    places = np.arange(len(steps.shares))
    further = np.maximum(places - level[:, None] - 1, 0)
    above = places > level[:, None]
    beyond = severity - steps.centre[level]
    with np.errstate(divide="ignore"):
        log_shares = np.log(steps.shares[level])
    return np.where(above, log_shares + tilt * further * beyond[:, None], -np.inf)


def _mean_by_level(values: Floats, level: Levels, n_levels: int) -> Floats:
    """Mean at each level, drawn towards the mean of all by a few imagined ones."""
    overall = float(values.mean()) if len(values) else 0.0
    count = np.bincount(level, minlength=n_levels)
    total = np.bincount(level, weights=values, minlength=n_levels)
    return np.asarray((total + ONE_STEP * overall) / (count + ONE_STEP), dtype=np.float64)


def _shares(assigned: Levels, right: Levels, n_levels: int) -> Floats:
    """Shares of landing levels, with a few imagined moves, most of them by one level."""
    distance = np.abs(np.subtract.outer(np.arange(n_levels), np.arange(n_levels)))
    counts = np.where(distance > 0, ONE_STEP * FURTHER ** (distance - 1.0), 0.0)
    np.add.at(counts, (assigned, right), 1.0)
    upper, lower = np.triu(counts, 1), np.tril(counts, -1)
    upper_sum = np.maximum(upper.sum(axis=1, keepdims=True), 1e-12)
    lower_sum = np.maximum(lower.sum(axis=1, keepdims=True), 1e-12)
    return np.asarray(upper / upper_sum + lower / lower_sum, dtype=np.float64)
