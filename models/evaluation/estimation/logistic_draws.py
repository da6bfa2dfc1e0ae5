"""One logistic regression a draw, all draws at once: how sure a curve through the audits is."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.float64]
STEPS = 12  # of Newton's method, each at most LONGEST_STEP
LONGEST_STEP = 2.0
SMALL = 1e-7  # steps after which nothing moves any more


def fit_draws(X: Floats, y: Floats, mass: Floats, *, start: Floats, ridge: Floats) -> Floats:
    """Coefficients of weighted logistic regressions of y on X, one a draw, by Newton's method.

    Parameters
    ----------
    X : array of shape (n_audits, n_columns)
    y : array of shape (n_audits,)
        0 or 1.
    mass : array of shape (n_draws, n_audits)
        How much each audit counts in each draw.
    start : array of shape (n_columns,)
        Where the search begins, and what the ridge draws towards.
    ridge : array of shape (n_columns,)
        How strongly each coefficient is drawn there, in audits of log odds 1; 0 for not at all.

    Returns
    -------
    array of shape (n_draws, n_columns)
        NaN where a draw has no solution.

    Examples
    --------
    >>> X, y = np.ones((4, 1)), np.array([0.0, 0.0, 0.0, 1.0])
    >>> fitted = fit_draws(X, y, np.ones((1, 4)), start=np.zeros(1), ridge=np.zeros(1))
    >>> float(expit(fitted[0, 0]).round(6))
    0.25
    """
    width = X.shape[1]
    products = (X[:, :, None] * X[:, None, :]).reshape(len(X), -1)
    beta = np.tile(np.asarray(start, dtype=np.float64), (len(mass), 1))
    for _ in range(STEPS):
        chance = expit(np.clip(beta @ X.T, -30, 30))
        slope = (mass * (y - chance)) @ X - ridge * (beta - start)
        curvature = (mass * chance * (1 - chance)) @ products
        hessian = curvature.reshape(-1, width, width) + np.diag(ridge)
        step = np.clip(_solve(hessian, slope), -LONGEST_STEP, LONGEST_STEP)
        beta = beta + step
        if not (np.abs(step) > SMALL).any():
            break
    return beta


def _solve(matrices: Floats, sides: Floats) -> Floats:
    """Solutions of many small systems, shape (n_draws, n_columns); NaN where there is none."""
    with np.errstate(invalid="ignore"):  # a draw without a solution is blank already
        regular = np.linalg.det(matrices) > 0
    solved = np.full(sides.shape, np.nan)
    solved[regular] = np.linalg.solve(matrices[regular], sides[regular][..., None])[..., 0]
    return solved
