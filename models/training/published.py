"""The figures that are published of each rating: all follow from the chances of each level."""

import numpy as np

from models.training.data.records import Floats, Records
from models.training.harm_weights import priority

DIGITS = 9  # figures in files are rounded, so that the order of additions cannot change bytes


def published(chances: Floats, records: Records, weights: Floats) -> dict[str, Floats]:
    """`p_under`, `p_over`, `p_high` and `priority`, shape (n,) each.

    Parameters
    ----------
    chances : array of shape (n, n_levels)
        P(right level = each level) of these records.
    records : Records
    weights : array of shape (n_levels, n_levels)
        Harm by assigned (rows) and right level (columns).

    Returns
    -------
    dict of str to array
        Rounded to ``DIGITS``. `p_over` and `p_high` are NaN for an outcome source, which does
        not judge them.
    """
    assigned = records.assigned.astype(np.intp)[:, None]
    levels = np.arange(chances.shape[1])[None, :]
    over = np.where(levels < assigned, chances, 0.0).sum(axis=1)
    high = chances[:, records.scale.high_rank :].sum(axis=1)
    unjudged = np.full(len(records), np.nan)
    outcome = records.source.label == "outcome"
    figures = {
        "p_under": np.where(levels > assigned, chances, 0.0).sum(axis=1),
        "p_over": unjudged if outcome else over,
        "p_high": unjudged if outcome else high,
        "priority": priority(chances, records.assigned, weights),
    }
    return {name: np.round(value, DIGITS) for name, value in figures.items()}
