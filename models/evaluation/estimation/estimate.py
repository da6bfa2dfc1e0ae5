"""One figure: its value, its interval, what it rests on, and why it is missing when it is."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import DECIMALS, percentiles

NOT_ENOUGH = "not enough evidence"


@dataclass(frozen=True)
class Figure:
    """A figure as it is written to metrics.json.

    Parameters
    ----------
    value, low, high : float or None
        The figure and its interval; None where ``reason`` says why.
    n, positives : int
        Audited cases it rests on, and how many of them were found.
    reason : str, optional
        Why there is no value.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    positives: int
    reason: str | None = None

    def as_json(self) -> dict[str, float | int | str | None]:
        """Plain values; the reason only where there is one."""
        content = {name: getattr(self, name) for name in ("value", "low", "high")}
        counts = {"n": self.n, "positives": self.positives}
        return content | counts | ({"reason": self.reason} if self.reason else {})


@dataclass(frozen=True)
class ReportingRule:
    """What a figure needs before it is given.

    Parameters
    ----------
    floor : int
        Least number of audited cases, and of finds among all audited cases.
    level : float
        The interval's level, 0 to 1.
    """

    floor: int
    level: float = 0.95

    def figure(
        self, drawn: NDArray[np.float64], *, counts: tuple[int, int], found: int | None = None
    ) -> Figure:
        """The figure from its draws (draw 0 its value), or the reason there is none.

        Parameters
        ----------
        drawn : array of shape (1 + n_draws,)
            The statistic in every draw.
        counts : pair of int
            Audited cases it rests on, and finds among them.
        found : int, optional
            All finds that the floor is held against, where the finds it rests on are a part.
        """
        n, positives = counts
        if n < self.floor or (positives if found is None else found) < self.floor:
            return Figure(None, None, None, n, positives, NOT_ENOUGH)
        value, (low, high) = float(drawn[0]), percentiles(drawn[1:], self.level)
        if any(math.isnan(part) for part in (value, low, high)):
            return Figure(None, None, None, n, positives, NOT_ENOUGH)
        value, low, high = (round(part, DECIMALS) for part in (value, low, high))
        return Figure(value, low, high, n, positives)

    def unless(
        self,
        doubt: str | None,
        drawn: NDArray[np.float64],
        *,
        counts: tuple[int, int],
        found: int | None = None,
    ) -> Figure:
        """The figure, or the ``doubt`` in its place."""
        if doubt:
            return Figure(None, None, None, *counts, doubt)
        return self.figure(drawn, counts=counts, found=found)
