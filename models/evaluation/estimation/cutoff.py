"""Who would be listed: the first places of each test window, ties at their worst."""

import numpy as np
from numpy.typing import NDArray


def places_of(window: NDArray[np.intp], share: float) -> NDArray[np.intp]:
    """Places each window has: the share of all its cases, audited or not, at least one.

    Examples
    --------
    >>> places_of(np.array([0, 0, 0, 0, 1]), 0.5)
    array([2, 1])
    """
    places: NDArray[np.float64] = np.floor(np.bincount(window) * share + 0.5)
    return np.maximum(1, places).astype(np.intp)


def listed(
    score: NDArray[np.float64],
    y: NDArray[np.float64],
    *,
    window: NDArray[np.intp],
    share: float,
) -> NDArray[np.bool_]:
    """True for the cases that reach the list, with ties counted against the candidate.

    Of cases with equal scores those that audits confirmed come first, then those without an
    audit, then the finds.

    Parameters
    ----------
    score : array of shape (n_cases,)
        What is sorted by, highest first.
    y : array of shape (n_cases,)
        1 for a find, 0 for none, NaN where there was no audit.
    window : array of int, shape (n_cases,)
        Each window has its own list.
    share : float
        Places as a share of the window's cases, 0 to 1.

    Examples
    --------
    >>> score = np.array([0.9, 0.7, 0.7, 0.1])
    >>> found = np.array([1.0, 1.0, 0.0, np.nan])
    >>> listed(score, found, window=np.zeros(4, dtype=int), share=0.5)
    array([ True, False,  True, False])
    """
    worst_first = np.nan_to_num(y, nan=0.5)
    order = np.lexsort((worst_first, -score, window))
    on_list = np.empty(len(score), dtype=bool)
    on_list[order] = _position(window[order]) < places_of(window, share)[window[order]]
    return on_list


def listed_on_average(
    score: NDArray[np.float64], *, window: NDArray[np.intp], share: float
) -> NDArray[np.float64]:
    """Chance of reaching the list when cases with equal scores are drawn by lot, 0 to 1.

    The rule for baselines in the gate: counting their ties at their worst would flatter the
    model that they are compared with.

    Examples
    --------
    >>> listed_on_average(np.array([3.0, 2.0, 2.0]), window=np.zeros(3, dtype=int), share=0.67)
    array([1. , 0.5, 0.5])
    """
    order = np.lexsort((-score, window))
    sorted_window, sorted_score = window[order], score[order]
    starts = (np.diff(sorted_window, prepend=-1) != 0) | (
        np.diff(sorted_score, prepend=np.inf) != 0
    )
    tie = np.cumsum(starts) - 1
    size = np.bincount(tie)
    ahead = _position(sorted_window)[starts][tie]
    left = places_of(window, share)[sorted_window] - ahead
    chance = np.empty(len(score))
    chance[order] = np.clip(left / size[tie], 0.0, 1.0)
    return chance


def _position(sorted_window: NDArray[np.intp]) -> NDArray[np.intp]:
    """Positions from 0 within each run of equal values."""
    first = np.searchsorted(sorted_window, sorted_window, side="left")
    return np.arange(len(sorted_window)) - first
