"""When to stop ranking by the model: a rule that may be looked at after every round."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.errors import InputError

STAKES = (0.1, 0.2, 0.4, 0.8)
MOST = 1e9  # evidence is not counted further: no false_stop_every asks for more


@dataclass(frozen=True)
class StopRule:
    """The model should find at least ``least_advantage`` more per reviewed case than chance.

    A model that does is stopped by mistake at most once in ``false_stop_every`` rounds on
    average, however often the rule is looked at.
    """

    least_advantage: float
    false_stop_every: int

    def __post_init__(self) -> None:
        """Refuse a rule that could not be computed or would mean nothing."""
        faults = []
        if not 0 < self.least_advantage <= 0.2:
            faults.append("least_advantage lies outside its range; allowed: above 0, at most 0.2")
        if self.false_stop_every < 2:
            faults.append("false_stop_every is below 2; allowed: 2 rounds or more")
        if faults:
            raise InputError("params.yaml", faults, "correct section 'monitor' of params.yaml")


def evidence_to_stop(reviewed: pd.DataFrame, rule: StopRule) -> float:
    """The highest evidence, after any round, that the model's advantage has gone.

    Each reviewed case that was drawn at random is compared with its share of the same list's
    reviewed cases that the model chose, put to it by a fixed hash. Each comparison multiplies a
    stake: what the model found less than it should raises it. Between rounds the stakes begin
    anew (a Shiryaev-Roberts e-detector, averaged over four stakes), so a good past does not
    hide a bad present. Lists without a reviewed case in both parts add nothing.

    Parameters
    ----------
    reviewed : DataFrame
        ``list_id``, ``listed_on``, ``decision_id``, ``selected_by`` and ``raised`` (0 or 1).
    rule : StopRule
        The advantage the model should have.

    Returns
    -------
    float
        0 without comparisons. The rule says stop from ``false_stop_every`` upwards.

    Notes
    -----
    Shin, Ramdas and Rinaldo, E-detectors: a nonparametric framework for sequential change
    detection (2023), give the bound on the mean time to a false stop.
    """
    stakes = np.array(STAKES)
    detector = np.zeros(len(stakes))
    highest = 0.0
    for gaps in _rounds(reviewed):
        growth = np.log1p(np.outer(stakes, rule.least_advantage - gaps)).sum(axis=1)
        detector = np.minimum(np.exp(np.minimum(growth, 50.0)) * (detector + 1), MOST)
        highest = max(highest, float(detector.mean()))
    return highest


def comparisons(chosen: Sequence[int], drawn: Sequence[int]) -> list[float]:
    """For each random case compared: the yield of its share of the model's cases, less its own.

    Examples
    --------
    >>> comparisons([1, 0, 1, 1], [0, 1])
    [1.0, -0.5]
    """
    count = min(len(chosen), len(drawn))
    shares = (chosen[place::count] for place in range(count))
    return [sum(share) / len(share) - one for share, one in zip(shares, drawn[:count], strict=True)]


def _rounds(reviewed: pd.DataFrame) -> Iterator[NDArray[np.float64]]:
    """The comparisons of each round that has any, first round to last."""
    order = [hashlib.sha256(name.encode()).hexdigest() for name in reviewed["decision_id"]]
    mixed = reviewed.assign(order=order).sort_values(["listed_on", "list_id", "order"])
    columns = (mixed[name] for name in ("listed_on", "list_id", "selected_by", "raised"))
    rounds: dict[str, dict[str, dict[str, list[int]]]] = {}
    for listed_on, list_id, part, raised in zip(*columns, strict=True):
        parts = rounds.setdefault(listed_on, {}).setdefault(list_id, {"model": [], "random": []})
        parts[part].append(int(raised))
    for lists in rounds.values():
        gaps = [gap for one in lists.values() for gap in comparisons(one["model"], one["random"])]
        if gaps:
            yield np.array(gaps)
