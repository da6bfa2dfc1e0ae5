"""How figures are made: draws, floors, capacity, what a candidate says, and repeats averaged."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import Draws
from models.evaluation.estimation.estimate import ReportingRule
from models.evaluation.predictions.arrays import TargetCases

Drawn = dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class Plan:
    """How figures are made.

    Parameters
    ----------
    draws : Draws
        The same for every candidate and target.
    evidence : ReportingRule
        What a figure needs before it is given.
    capacity : float
        Places as a share of each test window, 0 to 1.
    """

    draws: Draws
    evidence: ReportingRule
    capacity: float

    @property
    def shares(self) -> dict[str, float]:
        """Lengths of list that are reported."""
        return {"5": 0.05, "10": 0.10, "capacity": self.capacity}


@dataclass(frozen=True)
class View:
    """What one candidate says of a field's cases: its order, and its chances if it claims any."""

    score: NDArray[np.float64]
    claimed: NDArray[np.float64] | None

    def where(self, kept: NDArray[np.bool_]) -> "View":
        """What it says of some of the cases."""
        return View(self.score[kept], None if self.claimed is None else self.claimed[kept])


def over_repeats(
    field: TargetCases, among: NDArray[np.bool_], statistic: Callable[[NDArray[np.bool_]], Drawn]
) -> Drawn:
    """Each statistic pooled over the folds of a repeat, then averaged over repeats."""
    each = [statistic(among & (field.repeat == repeat)) for repeat in range(field.repeats)]
    return {name: np.mean([drawn[name] for drawn in each], axis=0) for name in each[0]}


def counted(field: TargetCases, among: NDArray[np.bool_]) -> tuple[int, int]:
    """Cases and finds in one repeat, on average."""
    finds = np.nansum(field.happened[among])
    return round(among.sum() / field.repeats), round(finds / field.repeats)


def ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """NaN where there is nothing to divide by."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
