"""What lists are sorted by: the harm that a second look may prevent."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from contracts.errors import InputError
from contracts.levels import Scale
from models.training.data.records import Floats


@dataclass(frozen=True)
class Priority:
    """The `priority` section of params.yaml: assigned level, then right level, then weight."""

    harm_weights: dict[str, dict[str, float]]


def harm_weights(scale: Scale, declared: Mapping[str, Mapping[str, float]]) -> Floats:
    """Weights of shape (n_levels, n_levels): row the assigned level, column the right one.

    Levels that ``declared`` names and this scale lacks are left out. A scale of which it names no
    step up counts one for each step, and twice that where it crosses into the upper levels.

    Raises
    ------
    InputError
        If it names some steps up of this scale but not all: a level may be misspelt.

    Examples
    --------
    >>> scale = Scale(("low", "medium", "high"), high_from="high")
    >>> harm_weights(scale, {"low": {"medium": 2, "high": 6}, "medium": {"high": 10}})
    array([[ 0.,  2.,  6.],
           [ 0.,  0., 10.],
           [ 0.,  0.,  0.]])
    """
    steps = list(combinations(scale.levels, 2))
    missing = [(low, high) for low, high in steps if high not in declared.get(low, {})]
    if len(missing) == len(steps):
        return _by_steps(scale)
    if missing:
        faults = [f"no weight from '{low}' to '{high}'" for low, high in missing]
        names = ", ".join(scale.levels)
        step = f"name every step up of this scale ({names}) in params.yaml; 0 is allowed"
        raise InputError("params.yaml, priority.harm_weights", faults, step)
    weights = np.zeros((len(scale.levels), len(scale.levels)))
    for low, high in steps:
        weights[scale.levels.index(low), scale.levels.index(high)] = declared[low][high]
    return weights


def _by_steps(scale: Scale) -> Floats:
    place = np.arange(len(scale.levels))
    step = np.maximum(place[None, :] - place[:, None], 0).astype(np.float64)
    crosses = (place[:, None] < scale.high_rank) & (place[None, :] >= scale.high_rank)
    return np.asarray(np.where(crosses, 2 * step, step), dtype=np.float64)


def priority(chances: Floats, assigned: Floats, weights: Floats) -> Floats:
    """Expected harm of leaving each rating as it is, shape (n,)."""
    return np.asarray((chances * weights[assigned.astype(np.intp)]).sum(axis=1), dtype=np.float64)
