"""Calibration: from learners' log-odds (margins) to chances that hold among audited ratings.

A logistic regression on the margins. Before any label it leaves a single margin as it is; the more
labels there are, the further it may move from that.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Floats = NDArray[np.float64]
SLOPE_SPREAD = 0.2  # standard deviations of slopes and intercept around what is presumed
INTERCEPT_SPREAD = 1.0


@dataclass(frozen=True)
class LogisticCalibrator:
    """Log-odds = ``intercept`` + margins @ ``slopes``; slopes have shape (n_margins,)."""

    intercept: float
    slopes: Floats

    def chance(self, margins: Floats) -> Floats:
        """Chances, 0 to 1, of shape (n,), from margins of shape (n, n_margins)."""
        return np.asarray(expit(self.log_odds(margins)), dtype=np.float64)

    def log_odds(self, margins: Floats) -> Floats:
        """Log-odds of shape (n,)."""
        return np.asarray(self.intercept + margins @ self.slopes, dtype=np.float64)


def fit_calibrator(margins: Floats, y: Floats, weight: Floats) -> LogisticCalibrator:
    """Fit by penalised maximum likelihood, from margins out of fold.

    Slopes are presumed to add up to one, half of it the first margin's, the other half shared by
    the rest; the intercept is presumed 0. ``weight`` is scaled to its effective sample size, so
    that a few large weights do not pass for many labels.

    Parameters
    ----------
    margins : array of shape (n, n_margins)
        Log-odds before calibration.
    y : array of shape (n,)
        1 or 0.
    weight : array of shape (n,)
        At least 0, in any unit.

    Examples
    --------
    A learner gives 12 in 100; half turn out 1. Ten labels move the chance part of the way:

    >>> margins, y = np.full((10, 1), -2.0), np.tile([0.0, 1.0], 5)
    >>> float(fit_calibrator(margins, y, np.ones(10)).chance(margins)[0].round(1))
    0.4
    """
    X = np.column_stack([np.ones(len(margins)), margins])
    presumed = np.r_[0.0, _presumed_slopes(margins.shape[1])]
    precision = 1.0 / np.r_[INTERCEPT_SPREAD, np.full(margins.shape[1], SLOPE_SPREAD)] ** 2
    loss = _Loss(X, y, _effective(weight), presumed, precision)
    options = {"gtol": 1e-10 * max(1.0, len(y))}
    found = minimize(
        loss.value,
        presumed,
        jac=loss.gradient,
        hess=loss.hessian,
        method="trust-exact",
        options=options,
    )
    return LogisticCalibrator(float(found.x[0]), found.x[1:])


@dataclass(frozen=True)
class _Loss:
    """Weighted log loss, and half the squared distance from ``presumed`` times ``precision``."""

    X: Floats
    y: Floats
    weight: Floats
    presumed: Floats
    precision: Floats

    def value(self, theta: Floats) -> float:
        log_odds = self.X @ theta
        loss = self.weight @ (np.logaddexp(0.0, log_odds) - self.y * log_odds)
        return float(loss + 0.5 * self.precision @ np.square(theta - self.presumed))

    def gradient(self, theta: Floats) -> Floats:
        error = self.weight * (expit(self.X @ theta) - self.y)
        return np.asarray(self.X.T @ error + self.precision * (theta - self.presumed))

    def hessian(self, theta: Floats) -> Floats:
        chance = expit(self.X @ theta)
        curve = self.weight * chance * (1.0 - chance)
        return np.asarray((self.X * curve[:, None]).T @ self.X + np.diag(self.precision))


def _effective(weight: Floats) -> Floats:
    """Weights in proportion, adding up to how many equally weighted labels they are worth."""
    return np.asarray(weight * weight.sum() / max(float(np.square(weight).sum()), 1e-12))


def _presumed_slopes(count: int) -> Floats:
    others = np.full(count - 1, 0.5 / max(count - 1, 1))
    slopes: Floats = np.r_[1.0 - others.sum(), others]
    return slopes
