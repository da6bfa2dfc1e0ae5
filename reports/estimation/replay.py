"""Lists of the past, week by week, as they would have been made with what was on record then."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from reports.estimation.share import Floats

WEEK = 7
LONGEST_WAIT = 55 * WEEK  # an assessment older than this is out of scope


def first_shown(
    signed: "pd.Series[pd.Timestamp]", priority: Floats, *, capacity: float
) -> NDArray[np.float64]:
    """Days from signing to the first weekly list that shows each case; NaN where none does.

    Every week the list has places for ``capacity`` of the cases signed in that week. It takes
    the highest priorities among all cases signed so far that were not shown yet.

    Parameters
    ----------
    signed : series of timestamp, length n
        When each case was signed.
    priority : array of shape (n,)
        Computed without what became known later.
    capacity : float
        Places as a share of a week's cases, 0 to 1.

    Examples
    --------
    >>> signed = pd.Series(pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-09"]))
    >>> first_shown(signed, np.array([0.2, 0.9, 0.1]), capacity=0.5).tolist()
    [nan, 4.0, nan]
    """
    day = (signed - signed.min()).dt.days.to_numpy()
    shown = np.full(len(day), np.nan)
    owed = 0.0
    for end in range(WEEK - 2, int(day.max()) + WEEK, WEEK):
        owed += capacity * float(((day > end - WEEK) & (day <= end)).sum())
        places = int(owed + 1e-9)
        waiting = np.flatnonzero((day <= end) & (day > end - LONGEST_WAIT) & np.isnan(shown))
        order = waiting[np.lexsort((waiting, -priority[waiting]))][:places]
        shown[order] = end - day[order]
        owed -= places
    return shown
