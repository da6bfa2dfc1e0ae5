"""What limiting the weights of audits does to the finds: less noise, and a bias that is stated."""

import numpy as np

from models.evaluation.estimation.bootstrap import DECIMALS
from models.evaluation.estimation.cutoff import listed
from models.evaluation.estimation.plan import counted
from models.evaluation.estimation.results import TargetResults
from models.evaluation.predictions.arrays import LARGEST_WEIGHT


def weight_cap(results: TargetResults, capacity: float) -> dict[str, float | int | None]:
    """The entry of gate.json on limited weights.

    Parameters
    ----------
    capacity : float
        Places as a share of each test window, 0 to 1.

    Returns
    -------
    dict
        ``largest`` (times the mean weight), ``capped`` (audits whose weight was limited),
        ``cut`` (share of all weight that the limit took) and ``finds_moved``: finds per case that
        the chosen candidate lists, less what they would be without the limit. It estimates the
        bias, and is as uncertain as the heavy audits that it comes from.
    """
    cases, view = results.cases, results.chosen_view
    over = cases.weighted & (cases.uncapped > cases.weight)
    whole = float(np.nansum(cases.uncapped))
    moved = None
    if view is not None and view.probability is not None and len(cases):
        on_list = listed(view.score, cases.y, window=cases.window, share=capacity)
        departure = np.nan_to_num((cases.weight - cases.uncapped) * (cases.y - view.probability))
        moved = round(float(departure[on_list].sum() / on_list.sum()), DECIMALS)
    return {
        "largest": LARGEST_WEIGHT,
        "capped": counted(cases, over)[0],
        "cut": round(1 - float(np.nansum(cases.weight)) / whole, DECIMALS) if whole else 0.0,
        "finds_moved": moved,
    }
