"""Logistic regression with what scikit-learn's own lacks: directions that weights must keep."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import expit, logit

from models.training.data.records import Floats

STEPS = 150  # of the solver: on a few thousand audits the loss no longer moves


@dataclass(frozen=True)
class Penalty:
    """How weights are held back, one number a column.

    Parameters
    ----------
    ridge, lasso : arrays of shape (n_columns,)
        Weights of half the squared and of the absolute size.
    sign : array of shape (n_columns,)
        1: the weight may not be negative; -1: nor positive; 0: free.
    centre : array of shape (n_columns,)
        Weights from which ``ridge`` counts: what is presumed without any answers.
    """

    ridge: Floats
    lasso: Floats
    sign: Floats
    centre: Floats

    @classmethod
    def ridge_only(cls, ridge: Floats) -> "Penalty":
        """Weights held back from 0, free in sign."""
        none: Floats = np.zeros(len(ridge))
        return cls(ridge, none, none, none)


def fit_logistic(X: Floats, y: Floats, weight: Floats, penalty: Penalty) -> Any:
    """A fitted scikit-learn LogisticRegression whose weights keep their directions.

    Columns without a direction that are held back by their absolute size are solved as two, one
    for each direction.

    Parameters
    ----------
    X : array of shape (n, n_columns)
    y, weight : arrays of shape (n,)
        1 or 0, and how much each row counts.
    penalty : Penalty

    Examples
    --------
    >>> X = np.array([[0.0, 1.0], [0.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    >>> penalty = Penalty(np.full(2, 0.1), np.zeros(2), np.array([1.0, -1.0]), np.zeros(2))
    >>> fitted = fit_logistic(X, np.array([0.0, 0.0, 1.0, 1.0]), np.ones(4), penalty)
    >>> bool(fitted.coef_[0, 0] > 1), bool(abs(fitted.coef_[0, 1]) < 1e-3)
    (True, True)
    """
    twice = np.flatnonzero((penalty.sign == 0) & (penalty.lasso > 0))
    wide = np.column_stack([np.ones(len(X)), X, -X[:, twice]])
    once = np.where(penalty.lasso > 0, 1.0, penalty.sign)
    once = np.where(penalty.sign != 0, penalty.sign, once)
    direction = np.r_[0.0, once, np.ones(len(twice))]
    ridge = np.r_[0.0, penalty.ridge, penalty.ridge[twice]]
    lasso = np.r_[0.0, penalty.lasso * once, penalty.lasso[twice]]
    centre = np.r_[0.0, penalty.centre, np.zeros(len(twice))]
    theta = _minimise(_Loss(wide, y, weight, ridge, lasso, centre), direction)
    coefficients = theta[1 : 1 + X.shape[1]].copy()
    coefficients[twice] -= theta[1 + X.shape[1] :]
    return as_logistic(coefficients, float(theta[0]))


def as_logistic(coefficients: Floats, intercept: float) -> Any:
    """A scikit-learn LogisticRegression with these numbers."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression()
    fitted.classes_ = np.array([0.0, 1.0])
    fitted.coef_, fitted.intercept_ = coefficients[None, :], np.array([intercept])
    fitted.n_features_in_ = len(coefficients)
    return fitted


@dataclass(frozen=True)
class _Loss:
    """Penalised log loss and its gradient; ``lasso`` carries each column's direction."""

    X: Floats
    y: Floats
    weight: Floats
    ridge: Floats
    lasso: Floats
    centre: Floats

    def __call__(self, theta: Floats) -> tuple[float, Floats]:
        log_odds = self.X @ theta
        loss = self.weight @ (np.logaddexp(0.0, log_odds) - self.y * log_odds)
        error = self.weight * (expit(log_odds) - self.y)
        deviation = theta - self.centre
        penalty = 0.5 * self.ridge @ np.square(deviation) + self.lasso @ theta
        gradient = self.X.T @ error + self.ridge * deviation + self.lasso
        return float(loss + penalty), gradient


def _minimise(loss: _Loss, direction: Floats) -> Floats:
    from scipy.optimize import minimize

    bounds = [(0 if sign > 0 else None, 0 if sign < 0 else None) for sign in direction]
    start = loss.centre.copy()
    start[0] = logit(np.clip(np.average(loss.y, weights=loss.weight), 1e-6, 1 - 1e-6))
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS}
    )
    return np.asarray(found.x, dtype=np.float64)
