"""Figures of an order of cases of which it is known whether each was found too low."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

DRAWS = 500
LISTED = 0.05
Floats = NDArray[np.float64]


def average_precision(y: Floats, order: Floats) -> float:
    """Mean precision over the finds, ties at their worst.

    Examples
    --------
    >>> average_precision(np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.5, 0.1])).round(3)
    0.833
    """
    found = y[np.lexsort((y, -order))]
    precision = np.cumsum(found) / np.arange(1, len(found) + 1)
    return float(precision[found == 1].mean()) if found.any() else 0.0


def precision_at(y: Floats, order: Floats, share: float = LISTED) -> float:
    """Share found too low in the first ``share``, ties at their worst."""
    places = max(1, int(share * len(order)))
    return float(y[np.lexsort((y, -order))][:places].mean())


def difference(y: Floats, order: Floats, other: Floats) -> tuple[float, float]:
    """The middle 95 % of the difference in average precision, over cases drawn again."""
    figures = [
        average_precision(y[rows], order[rows]) - average_precision(y[rows], other[rows])
        for rows in _resampled(len(y))
    ]
    low, high = np.quantile(figures, [0.025, 0.975])
    return float(low), float(high)


def _resampled(n: int) -> Iterator[NDArray[np.intp]]:
    rng = np.random.default_rng(0)
    return (rng.integers(0, n, n) for _ in range(DRAWS))
