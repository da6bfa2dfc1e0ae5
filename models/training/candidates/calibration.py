"""From margins to chances: a logistic line whose prior is the identity.

With few labels the line stays near the identity; with many it follows them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SLOPE_SPREAD = 0.2
INTERCEPT_SPREAD = 1.0
STEPS = 50


@dataclass(frozen=True)
class LogisticCalibrator:
    """Log-odds = ``intercept`` + margins @ ``slopes``."""

    intercept: float
    slopes: Floats

    def chance(self, margins: Floats) -> Floats:
        """Chances, 0 to 1, of shape (n,), from margins of shape (n, n_margins)."""
        return sigmoid(self.log_odds(margins))

    def log_odds(self, margins: Floats) -> Floats:
        """Log-odds of shape (n,)."""
        return np.asarray(self.intercept + margins @ self.slopes, dtype=np.float64)


def sigmoid(log_odds: Floats) -> Floats:
    """The logistic function, without overflow.

    Examples
    --------
    >>> sigmoid(np.array([0.0, 800.0]))
    array([0.5, 1. ])
    """
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * log_odds)), dtype=np.float64)


def logit(chance: Floats) -> Floats:
    """Log-odds of a chance, kept finite at 0 and 1."""
    inside = np.clip(chance, 1e-9, 1.0 - 1e-9)
    return np.asarray(np.log(inside / (1.0 - inside)), dtype=np.float64)


def fit_line(margins: Floats, happened: Floats, weight: Floats) -> LogisticCalibrator:
    """Fit by penalised maximum likelihood (Newton steps) from out-of-fold margins.

    Slopes are drawn to one in all, of which the first of several margins has half and the others
    share the rest; the intercept to 0. ``weight`` is scaled to its effective sample size, so that
    a few large weights do not pass for many labels.

    Parameters
    ----------
    margins : array of shape (n, n_margins)
        Log-odds before calibration.
    happened : array of shape (n,)
        1 or 0.
    weight : array of shape (n,)
        At least 0, in any unit.
    """
    design = np.column_stack([np.ones(len(margins)), margins])
    prior = np.r_[0.0, _presumed_slopes(margins.shape[1])]
    precision = 1.0 / np.r_[INTERCEPT_SPREAD, np.full(margins.shape[1], SLOPE_SPREAD)] ** 2
    scaled = weight * weight.sum() / max(float(np.square(weight).sum()), 1e-12)
    line = prior.copy()
    for _ in range(STEPS):
        chance = sigmoid(design @ line)
        slope = design.T @ (scaled * (happened - chance)) - precision * (line - prior)
        curve = (design * (scaled * chance * (1 - chance))[:, None]).T @ design
        step = np.linalg.solve(curve + np.diag(precision), slope)
        line = line + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-10:
            break
    return LogisticCalibrator(float(line[0]), line[1:])


def _presumed_slopes(count: int) -> Floats:
    others = np.full(count - 1, 0.5 / max(count - 1, 1))
    slopes: Floats = np.r_[1.0 - others.sum(), others]
    return slopes
