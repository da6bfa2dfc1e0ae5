"""What lists are sorted by: the harm that a second look may prevent."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from contracts.levels import Scale
from models.training.records import Floats


@dataclass(frozen=True)
class Priority:
    """The `priority` section of params.yaml: assigned level, then right level, then weight."""

    harm_weights: dict[str, dict[str, float]]


def harm_weights(scale: Scale, declared: Mapping[str, Mapping[str, float]]) -> Floats:
    """Weights of shape (n_levels, n_levels): row the assigned level, column the right one.

    Levels that ``declared`` names and this scale lacks are left out. A scale of which it names no
    step up counts one for each step, and twice that where it crosses into the upper levels.

    Examples
    --------
    >>> scale = Scale(("low", "medium", "high"), high_from="high")
    >>> harm_weights(scale, {"low": {"medium": 2, "high": 6}, "medium": {"high": 10}})
    array([[ 0.,  2.,  6.],
           [ 0.,  0., 10.],
           [ 0.,  0.,  0.]])
    """
    n = len(scale.levels)
    weights = np.zeros((n, n))
    for assigned, row in declared.items():
        for right, weight in row.items():
            if assigned in scale.levels and right in scale.levels:
                weights[scale.levels.index(assigned), scale.levels.index(right)] = weight
    return weights if weights.any() else _by_steps(scale)


def _by_steps(scale: Scale) -> Floats:
    place = np.arange(len(scale.levels))
    step = np.maximum(place[None, :] - place[:, None], 0).astype(np.float64)
    crosses = (place[:, None] < scale.high_rank) & (place[None, :] >= scale.high_rank)
    return np.asarray(np.where(crosses, 2 * step, step), dtype=np.float64)


def priority(chances: Floats, assigned: Floats, weights: Floats) -> Floats:
    """Expected harm of leaving each rating as it is, shape (n,)."""
    return np.asarray((chances * weights[assigned.astype(np.intp)]).sum(axis=1), dtype=np.float64)
