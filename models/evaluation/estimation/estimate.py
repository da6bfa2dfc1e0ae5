"""One figure: its value, its interval, what it rests on, and why it is missing when it is."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit, stdtrit

from models.evaluation.estimation.bootstrap import DECIMALS, percentiles
from models.evaluation.estimation.doubly_robust import Support

NOT_ENOUGH = "not enough evidence"
OUTSIDE = "cannot tell: the estimate lies outside 0 to 1"
EDGE = 1e-3  # a share nearer to 0 or 1 has the interval of this one
Counts = tuple[int, int]


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

    def share(
        self,
        drawn: NDArray[np.float64],
        support: Support,
        *,
        counts: Counts,
        found: int | None = None,
    ) -> Figure:
        """A corrected share, with an interval that stays within 0 to 1, or why nobody can tell.

        The interval is symmetric in log odds and as wide as the spread of the draws, by Student's
        t with as many degrees of freedom as the audits are worth: few audits vary more than
        drawing them again shows.
        """
        figure = self.unless(support.doubt, drawn, counts=counts, found=found)
        if figure.value is None:
            return figure
        if not 0 <= figure.value <= 1:
            return Figure(None, None, None, *counts, OUTSIDE)
        share = min(max(figure.value, EDGE), 1 - EDGE)
        half = self._half_width(drawn, support) / (share * (1 - share))
        low, high = expit(logit(share) - half), expit(logit(share) + half)
        low, high = min(float(low), figure.value), max(float(high), figure.value)
        return replace(figure, low=round(low, DECIMALS), high=round(high, DECIMALS))

    def difference(self, drawn: NDArray[np.float64], support: Support, *, counts: Counts) -> Figure:
        """A difference of two corrected shares, with a symmetric interval by the same rule."""
        figure = self.unless(support.doubt, drawn, counts=counts)
        if figure.value is None:
            return figure
        half = self._half_width(drawn, support)
        low, high = round(figure.value - half, DECIMALS), round(figure.value + half, DECIMALS)
        return replace(figure, low=low, high=high)

    def _half_width(self, drawn: NDArray[np.float64], support: Support) -> float:
        freedom = max(support.effective - 1, 1.0)
        return float(stdtrit(freedom, (1 + self.level) / 2) * np.nanstd(drawn[1:]))
