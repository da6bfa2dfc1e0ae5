"""Fits severity and shortfall together, from ratings alone."""

from itertools import compress

from models.training.label_noise.likelihood import Loss
from models.training.label_noise.params import Floats, Mask, NoisyLabelParams, RatingData

STEPS = (15, 25, 40)  # of the solver, in each stage
MORE = 25  # of the solver, where columns are added
ENOUGH = 15_000  # records that are enough to start from


def fit_params(ratings: RatingData, start: NoisyLabelParams | None = None) -> NoisyLabelParams:
    """The most likely parameters, found in stages: severity, then shortfalls of practice, then all.

    Two quite different sets of parameters explain ratings nearly as well: in the other, records
    of good practice pass for those rated too low. Starting from what severity alone explains leads
    to the one in which practice only lowers ratings.

    Parameters
    ----------
    ratings : RatingData
    start : NoisyLabelParams, optional
        Fitted to the first columns of ``ratings``; then only the last stage is run.
    """
    if start is not None:
        loss = Loss.of(ratings)
        return loss.params(_minimise(loss, loss.theta(start), loss.stages()[-1], MORE))
    step = max(1, len(ratings.assigned) // ENOUGH)
    some, every = Loss.of(ratings.every(step)), Loss.of(ratings)
    theta = some.start()
    for loss, free, steps in zip((some, some, every), every.stages(), STEPS, strict=True):
        theta = _minimise(loss, theta, free, steps)
    return every.params(theta)


def unexplained(ratings: RatingData, params: NoisyLabelParams) -> Floats:
    """Derivative of each rating's log chance by its severity and by its shortfall, shape (2, n)."""
    loss = Loss.of(ratings)
    return loss.posterior(loss.theta(params)).by_score


def _minimise(loss: Loss, theta: Floats, free: Mask, steps: int) -> Floats:
    """Theta with its free entries at the minimum, or as near as the steps lead."""
    from scipy.optimize import minimize

    def of_free(numbers: Floats) -> tuple[float, Floats]:
        whole = theta.copy()
        whole[free] = numbers
        value, gradient = loss(whole)
        return value, gradient[free]

    found = minimize(
        of_free,
        theta[free],
        jac=True,
        method="L-BFGS-B",
        bounds=list(compress(loss.bounds(), free)),
        options={"maxiter": steps, "maxcor": 15},
    )
    fitted = theta.copy()
    fitted[free] = found.x
    return fitted
