"""How sure a share is."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def wilson(found: ArrayLike, n: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bounds of the 95 % Wilson intervals of ``found / n``, element by element.

    Parameters
    ----------
    found, n : array-like of int, of one length
        How many were found, of how many.

    Returns
    -------
    pair of arrays of float, of that length
        0 to 1; NaN where ``n`` is 0.

    Examples
    --------
    >>> low, high = wilson([48, 0], [120, 0])
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.32, nan], [0.49, nan])
    """
    from scipy.stats import binomtest

    bounds = [
        binomtest(int(k), int(of)).proportion_ci(method="wilson") if of else (np.nan, np.nan)
        for k, of in zip(np.asarray(found), np.asarray(n), strict=True)
    ]
    low, high = np.array(bounds, dtype=np.float64).reshape(-1, 2).T
    return low, high
