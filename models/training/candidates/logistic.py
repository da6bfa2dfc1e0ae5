"""Logistic regression with what scikit-learn's own lacks: directions that weights must keep."""

from dataclasses import dataclass
from typing import Any

import numpy as np

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


def fit_logistic(design: Floats, happened: Floats, weight: Floats, penalty: Penalty) -> Any:
    """A fitted scikit-learn LogisticRegression whose weights keep their directions.

    Columns without a direction that are held back by their absolute size are solved as two, one
    for each direction.

    Examples
    --------
    >>> design = np.array([[0.0, 1.0], [0.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    >>> penalty = Penalty(np.full(2, 0.1), np.zeros(2), np.array([1.0, -1.0]), np.zeros(2))
    >>> fitted = fit_logistic(design, np.array([0.0, 0.0, 1.0, 1.0]), np.ones(4), penalty)
    >>> bool(fitted.coef_[0, 0] > 1), bool(abs(fitted.coef_[0, 1]) < 1e-3)
    (True, True)
    """
    twice = np.flatnonzero((penalty.sign == 0) & (penalty.lasso > 0))
    wide = np.column_stack([np.ones(len(design)), design, -design[:, twice]])
    once = np.where(penalty.lasso > 0, 1.0, penalty.sign)
    once = np.where(penalty.sign != 0, penalty.sign, once)
    direction = np.r_[0.0, once, np.ones(len(twice))]
    ridge = np.r_[0.0, penalty.ridge, penalty.ridge[twice]]
    lasso = np.r_[0.0, penalty.lasso * once, penalty.lasso[twice]]
    centre = np.r_[0.0, penalty.centre, np.zeros(len(twice))]
    found = _minimise(_Loss(wide, happened, weight, ridge, lasso, centre), direction)
    coefficients = found[1 : 1 + design.shape[1]].copy()
    coefficients[twice] -= found[1 + design.shape[1] :]
    return as_logistic(coefficients, float(found[0]))


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
    """Penalised log loss and its slope; ``lasso`` carries each column's direction."""

    design: Floats
    happened: Floats
    weight: Floats
    ridge: Floats
    lasso: Floats
    centre: Floats

    def __call__(self, line: Floats) -> tuple[float, Floats]:
        log_odds = self.design @ line
        loss = self.weight @ (np.logaddexp(0.0, log_odds) - self.happened * log_odds)
        off = self.weight * (0.5 * (1.0 + np.tanh(0.5 * log_odds)) - self.happened)
        apart = line - self.centre
        held = 0.5 * self.ridge @ np.square(apart) + self.lasso @ line
        slope = self.design.T @ off + self.ridge * apart + self.lasso
        return float(loss + held), slope


def _minimise(loss: _Loss, direction: Floats) -> Floats:
    from scipy.optimize import minimize

    bounds = [(0 if way > 0 else None, 0 if way < 0 else None) for way in direction]
    start = loss.centre.copy()
    rate = np.clip(np.average(loss.happened, weights=loss.weight), 1e-6, 1 - 1e-6)
    start[0] = np.log(rate / (1 - rate))
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS}
    )
    return np.asarray(found.x, dtype=np.float64)
