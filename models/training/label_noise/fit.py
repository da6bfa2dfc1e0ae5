"""Fits the two steps behind a rating together, from ratings alone: no audits are needed."""

from itertools import compress

from models.training.label_noise.likelihood import Floats, Loss, Mask, NoisyLabelParams, RatingData

STEPS = (15, 25, 40)  # of the solver, in each stage
MORE = 25  # of the solver, where columns are added
ENOUGH = 15_000  # records that are enough to start from


def fit_process(rated: RatingData, start: NoisyLabelParams | None = None) -> NoisyLabelParams:
    """Most likely process, found in stages: severity, then shortfalls of practice, then all.

    Two quite different processes can tell nearly the same ratings apart: in the other, good
    records pass for missed ones. Starting from what severity alone explains leads to the one in
    which practice only falls short of it. From a ``start``, columns may be added at the end.
    """
    if start is not None:
        loss = Loss.of(rated)
        return loss.process(_minimise(loss, loss.line(start), loss.stages()[-1], MORE))
    step = max(1, len(rated.assigned) // ENOUGH)
    some, every = Loss.of(rated.every(step)), Loss.of(rated)
    line = some.start()
    for loss, free, steps in zip((some, some, every), every.stages(), STEPS, strict=True):
        line = _minimise(loss, line, free, steps)
    return every.process(line)


def unexplained(rated: RatingData, process: NoisyLabelParams) -> Floats:
    """Slope of each rating's log chance by its severity and by its missed score, shape (2, n)."""
    loss = Loss.of(rated)
    return loss.told(loss.line(process)).by_score


def _minimise(loss: Loss, line: Floats, free: Mask, steps: int) -> Floats:
    """The line with its free numbers at the minimum, or as near as the steps lead."""
    from scipy.optimize import minimize

    def part(numbers: Floats) -> tuple[float, Floats]:
        whole = line.copy()
        whole[free] = numbers
        value, slope = loss(whole)
        return value, slope[free]

    options = {"maxiter": steps, "maxcor": 15}
    bounds = list(compress(loss.bounds(), free))
    found = minimize(part, line[free], jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    made = line.copy()
    made[free] = found.x
    return made
