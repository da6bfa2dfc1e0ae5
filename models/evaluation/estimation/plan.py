"""How figures are made: draws, floors and capacity; a statistic averaged over repeats."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import Draws
from models.evaluation.estimation.estimate import ReportingRule
from models.evaluation.predictions.arrays import TargetCases

Drawn = dict[str, NDArray[np.float64]]


@dataclass(frozen=True)
class EstimationPlan:
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


def over_repeats(
    cases: TargetCases, among: NDArray[np.bool_], statistic: Callable[[NDArray[np.bool_]], Drawn]
) -> Drawn:
    """Each statistic pooled over the folds of a repeat, then averaged over repeats.

    Parameters
    ----------
    among : array of bool, shape (n_cases,)
        Cases that count.
    statistic : callable
        From the cases of one repeat, as an array of bool of shape (n_cases,), each statistic in
        every draw: arrays of shape (1 + n_draws,).
    """
    each = [statistic(among & (cases.repeat == repeat)) for repeat in range(cases.repeats)]
    return {name: np.mean([drawn[name] for drawn in each], axis=0) for name in each[0]}


def counted(cases: TargetCases, among: NDArray[np.bool_]) -> tuple[int, int]:
    """Cases and finds in one repeat, on average; 0 where there is no case."""
    repeats = max(cases.repeats, 1)
    return round(among.sum() / repeats), round(np.nansum(cases.y[among]) / repeats)


def ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """NaN where there is nothing to divide by."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
