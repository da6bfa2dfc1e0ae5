"""How likely each assessment is to be drawn for audit: a plain part, and a part by what it tells.

Every case has a chance above 0, and its chance is known: so audits drawn in this way speak for
all ratings when each counts by the inverse of its chance.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

RANDOM_PART = 0.5  # share of a draw in which every case has the same chance
IMAGINED = 25.0  # audits of each level, beside those on record: no level takes all
Floats = NDArray[np.float64]


def worth_knowing(p_under: Floats, assigned: "pd.Series[str]", audited: "pd.Series[str]") -> Floats:
    """How much an audit of each case would tell, relative to the others, shape (n,).

    An audit tells most where it is least clear what it will say: the standard deviation of the
    answer, which is also what makes an estimated share most precise for its number of audits. It
    tells more of a level that few audits speak of, by the square root of their scarcity.

    Parameters
    ----------
    p_under : array of shape (n,)
        Chance that the rating is too low; all NaN where no chance is claimed, which makes cases
        of a level alike.
    assigned, audited : Series of str
        Levels of the cases, and of the audits on record.

    Examples
    --------
    >>> levels = pd.Series(["low", "low"])
    >>> worth_knowing(np.array([0.5, 0.1]), levels, levels).round(2).tolist()
    [0.5, 0.3]
    """
    chance = np.nan_to_num(p_under, nan=0.5)
    spread = np.sqrt(np.clip(chance * (1.0 - chance), 0.0, None))
    per_case = (audited.value_counts() + IMAGINED).reindex(assigned.unique(), fill_value=IMAGINED)
    per_case = per_case / assigned.value_counts()
    scarcity = np.sqrt(per_case.max() / per_case)
    return np.asarray(spread * (scarcity / scarcity.min()).loc[assigned], dtype=np.float64)


def inclusion_probabilities(worth: Floats, number: int) -> Floats:
    """Each case's chance to be among ``number``, shape (n,); they add up to it.

    Half of the draw gives every case the same chance, the other half one in proportion to its
    worth. A chance that would exceed 1 is 1, and the others share what is left.

    Examples
    --------
    >>> inclusion_probabilities(np.array([0.0, 1.0, 1.0, 2.0]), 2).tolist()
    [0.25, 0.5, 0.5, 0.75]
    """
    if number >= len(worth):
        return np.ones(len(worth))
    share = worth / worth.sum() if worth.sum() else np.full(len(worth), 1 / len(worth))
    wanted = number * (RANDOM_PART / len(worth) + (1 - RANDOM_PART) * share)
    sure = np.zeros(len(worth), dtype=bool)
    while (wanted[~sure] > 1).any():
        sure |= wanted >= 1
        rest = number - sure.sum()
        wanted = np.where(sure, 1.0, wanted * rest / wanted[~sure].sum())
    return wanted


def plain_chance(pool: int, number: int) -> float:
    """The chance that every case of the pool has to be drawn for the plain part.

    Examples
    --------
    >>> plain_chance(1000, 100)
    0.05
    """
    return min(number, pool) / pool * (1.0 if number >= pool else RANDOM_PART)
