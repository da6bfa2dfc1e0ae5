"""What lists are sorted by: the harm that a second look may prevent."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from contracts.levels import Scale
from contracts.refusal import Refusal
from models.training.records import Floats


@dataclass(frozen=True)
class Priority:
    """The `priority` section of params.yaml: assigned level, then right level, then weight."""

    harm_weights: dict[str, dict[str, float]]


def harm_weights(scale: Scale, declared: Mapping[str, Mapping[str, float]]) -> Floats:
    """Weights of shape (n_levels, n_levels): row the assigned level, column the right one.

    ``declared`` is used where it names this scale's levels. A scale that it does not speak of
    counts one for each step up, and twice that where the step crosses into the upper levels.

    Examples
    --------
    >>> scale = Scale(("low", "medium", "high"), high_from="high")
    >>> harm_weights(scale, {"low": {"medium": 2, "high": 6}, "medium": {"high": 10}})
    array([[ 0.,  2.,  6.],
           [ 0.,  0., 10.],
           [ 0.,  0.,  0.]])
    """
    n = len(scale.levels)
    named = {level for row in declared.values() for level in row} | set(declared)
    if not named & set(scale.levels):
        step = np.maximum(np.subtract.outer(np.arange(n), np.arange(n)).T, 0).astype(np.float64)
        crosses = (np.arange(n)[:, None] < scale.high_rank) & (
            np.arange(n)[None, :] >= scale.high_rank
        )
        return np.where(crosses, 2 * step, step)
    unknown = sorted(named - set(scale.levels))
    if unknown:
        faults = [
            f"'{level}' is not a level; allowed: {', '.join(scale.levels)}" for level in unknown
        ]
        raise Refusal("params.yaml, priority.harm_weights", faults, "name the source's own levels")
    weights = np.zeros((n, n))
    for assigned, row in declared.items():
        for right, weight in row.items():
            weights[scale.levels.index(assigned), scale.levels.index(right)] = weight
    return weights


def priority(chances: Floats, assigned: Floats, weights: Floats) -> Floats:
    """Expected harm of leaving each rating as it is, shape (n,)."""
    return np.asarray((chances * weights[assigned.astype(np.intp)]).sum(axis=1), dtype=np.float64)
