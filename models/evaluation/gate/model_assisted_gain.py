"""Two orders compared by chances that every audit has a say in: little noise, so that few suffice.

The doubly robust difference of two short lists rests on the audits that fell on them, often a
few dozen. Here all audits of the target correct the model's chances first: a logistic regression
of what they found on the model's log odds and on the other order. Then both lists are compared
on all their cases by the corrected chances. Where audits are few the regression keeps to the
model's own chances, so the two orders start level and only evidence moves them apart.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, logit, ndtri

from models.evaluation.estimation.logistic_draws import fit_draws
from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.paired_lists import PairedLists
from models.evaluation.predictions.arrays import View

Floats = NDArray[np.float64]
DRAWS = 200
CLIP = 1e-4  # log odds of a chance of 0 or 1 would be infinite
START = np.array([0.0, 1.0, 0.0])  # the model's chances as they are
RIDGE = np.array([1.0, 4.0, 4.0])  # chosen by benchmarks/gate_simulation.py


def assisted_gain(
    results: TargetResults, lists: PairedLists, other: View, counts: NDArray[np.uint8]
) -> Floats | None:
    """Finds per case listed of my list less theirs, by the corrected chances, in every draw.

    Parameters
    ----------
    lists : PairedLists
        The chosen candidate's list and the other's.
    other : View
        The other's predictions.
    counts : array of shape (n_people, 1 + n_draws)
        From ``Draws``.

    Returns
    -------
    array of shape (1 + DRAWS,) or None
        Its value first. None where no audit has a weight, or the chosen candidate states no chance.
    """
    cases, chosen = results.cases, results.chosen_view
    audits = cases.weighted
    if chosen is None or chosen.probability is None or not audits.any():
        return None
    counts = counts[:, : DRAWS + 1]
    columns = _columns(chosen.probability, other.score)
    weight = cases.weight[audits] / cases.weight[audits].mean() / cases.repeats
    mass = counts[cases.person[audits]].T * weight
    beta = fit_draws(columns[audits], cases.y[audits], mass, start=START, ridge=RIDGE)
    either = lists.mine | (lists.theirs > 0)
    chances = expit(columns[either] @ beta.T)
    drawn = counts[cases.person[either]].astype(np.float64)
    mine = _per_case_listed(lists.mine[either].astype(np.float64), chances, drawn)
    return mine - _per_case_listed(lists.theirs[either], chances, drawn)


def _columns(probability: Floats, order: Floats) -> Floats:
    """Per case: 1, the chance's log odds, and the place in the other order as a normal score."""
    place = ndtri((pd.Series(order).rank().to_numpy() - 0.5) / len(order))
    log_odds = logit(np.clip(probability, CLIP, 1 - CLIP))
    return np.column_stack([np.ones(len(order)), log_odds, place])


def _per_case_listed(listing: Floats, chances: Floats, drawn: Floats) -> Floats:
    """Mean chance of the cases on a list, in every draw; NaN in a draw without any."""
    with np.errstate(invalid="ignore"):
        share: Floats = np.einsum("n,nd->d", listing, chances * drawn) / (listing @ drawn)
    return share
