"""The choice of candidate: the simplest that is not clearly behind the best."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from contracts.levels import Scale
from models.training.data.audit_weights import LARGEST
from models.training.data.records import Floats

CHANCE_LIMITS = (1e-6, 1 - 1e-6)  # so that no log loss is infinite


def choose(
    predictions: pd.DataFrame, candidates: Sequence[str], scale: Scale
) -> tuple[str, list[dict[str, float | str]]]:
    """The simplest candidate within one standard error of the best weighted log loss.

    The error is that of the paired difference from the best, over audits.

    Parameters
    ----------
    predictions : DataFrame
        Of ``run_folds``: `candidate`, `repeat`, `fold`, `assessment_id`, `assigned`, `audited`,
        `p_under` and `weight`, blank where there is no audit to judge by.
    candidates : sequence of str
        Simplest first.
    scale : Scale

    Returns
    -------
    str
        The choice.
    list of dict
        What it rests on: `candidate`, `log_loss`, `behind` the best, and the `error` of that. Empty
        where no audit can be weighted (all prompted by an offence, say): then the first is chosen.
    """
    losses, weight = _losses(predictions, candidates, scale)
    if not len(losses):
        return candidates[0], []
    share = np.minimum(weight, LARGEST * weight.mean())
    share = share / share.sum()
    mean = share @ losses
    difference = losses - losses[:, [int(np.argmin(mean))]]
    behind = share @ difference
    repeats = max(int(predictions["repeat"].nunique()), 1)
    deviation = share[:, None] * (difference - behind)
    error = np.sqrt(np.square(deviation).sum(axis=0) * repeats)
    table = [
        {"candidate": name, "log_loss": mean[i], "behind": behind[i], "error": error[i]}
        for i, name in enumerate(candidates)
    ]
    return candidates[int(np.argmax(behind <= error + 1e-12))], table


def _losses(
    predictions: pd.DataFrame, candidates: Sequence[str], scale: Scale
) -> tuple[Floats, Floats]:
    """Log loss of each audit and candidate, shape (n_audits, n_candidates), and audits' weights."""
    judged = predictions["weight"].notna() & predictions["candidate"].isin(candidates)
    rows = predictions[judged]
    y = scale.is_under(rows["assigned"], rows["audited"])
    chance = np.clip(rows["p_under"].to_numpy(np.float64), *CHANCE_LIMITS)
    loss = rows.assign(loss=-np.where(y > 0, np.log(chance), np.log1p(-chance)))
    wide = loss.pivot(
        index=["repeat", "fold", "assessment_id", "weight"], columns="candidate", values="loss"
    )
    weight = wide.index.get_level_values("weight").to_numpy(np.float64)
    return wide.reindex(columns=list(candidates)).to_numpy(np.float64), weight
