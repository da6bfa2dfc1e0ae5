"""How much of what the exact chances would find a reader finds."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.families.family import LEVELS

LISTED = 0.05
MEDIUM = 1
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Orders:
    """What a reader reads the live cases by, shape (n_live,) each, highest first.

    ``any_order`` looks for ratings that are too low, ``high_order`` for mediums that should be
    high or very high; ``chance`` is the chance of the first, where one is claimed.
    """

    any_order: Floats
    high_order: Floats
    chance: Floats | None = None


def figures(live: pd.DataFrame, orders: Orders, harm: Floats) -> dict[str, float]:
    """Expected finds in the top 5 %, as a share of the exact ceiling's; and calibration.

    ``any`` over all live cases, ``medium to high`` among mediums, ``harm`` by weights of shape
    (levels, levels), rated in rows. ``mean chance`` is over the exact one, ``brier`` how far the
    Brier score lies above the exact chances' own, as a share of it.
    """
    exact = live["p_under"].to_numpy()
    medium = live["assigned"].to_numpy() == MEDIUM
    chances = live[[f"p_level_{level}" for level in range(LEVELS)]].to_numpy()
    harms = (chances * harm[live["assigned"].to_numpy()]).sum(axis=1)
    made = {
        "any": share_found(orders.any_order, exact),
        "medium to high": share_found(orders.high_order[medium], live["p_high"][medium].to_numpy()),
        "harm": share_found(orders.any_order, harms),
    }
    if orders.chance is not None:
        made["mean chance"] = float(orders.chance.mean() / exact.mean())
        error = np.mean((orders.chance - exact) ** 2)
        made["brier"] = float(error / np.mean(exact * (1 - exact)))
    return made


def share_found(order: Floats, exact: Floats) -> float:
    """Expected finds in the first twentieth, as a share of the best possible.

    Ties are read in any order: what they hold is shared out evenly.

    Examples
    --------
    >>> share_found(np.zeros(40), np.r_[np.ones(4), np.zeros(36)])
    0.1
    """
    places = max(1, int(LISTED * len(order)))
    mean = pd.Series(exact).groupby(order).transform("mean").to_numpy()
    found = mean[np.argsort(-order, kind="stable")[:places]].sum()
    return float(found / np.sort(exact)[::-1][:places].sum())
