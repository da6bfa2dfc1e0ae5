"""What lists are sorted by: the harm that a second look may prevent."""

from collections.abc import Mapping
from difflib import get_close_matches
from itertools import combinations

import numpy as np

from contracts.errors import InputError
from contracts.levels import Scale
from models.training.data.records import Floats


def harm_weights(scale: Scale, weights_of: Mapping[str, Mapping[str, float]]) -> Floats:
    """Weights of shape (n_levels, n_levels): row the assigned level, column the right one.

    Levels that ``weights_of`` names and this scale lacks are left out. A scale of which it names no
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
    missing = [(low, high) for low, high in steps if high not in weights_of.get(low, {})]
    faults = _misfits(scale, weights_of)
    if len(missing) == len(steps) and not faults:
        return _by_steps(scale)
    if missing or faults:
        faults += [f"no weight from '{low}' to '{high}'" for low, high in missing]
        names = ", ".join(scale.levels)
        step = f"name every step up of this scale ({names}) in params.yaml; 0 is allowed"
        raise InputError("params.yaml, priority.harm_weights", faults, step)
    weights = np.zeros((len(scale.levels), len(scale.levels)))
    for low, high in steps:
        weights[scale.levels.index(low), scale.levels.index(high)] = weights_of[low][high]
    return weights


def _misfits(scale: Scale, weights_of: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Names that are nearly a level of this scale, and pairs of its levels that go no step up."""
    pairs = [(low, high) for low, row in weights_of.items() for high in row]
    strange = sorted({name for pair in pairs for name in pair} - set(scale.levels))
    faults = [
        f"'{name}' is no level; did you mean '{near}'?"
        for name in strange
        for near in get_close_matches(name.lower(), scale.levels, n=1, cutoff=0.65)
    ]
    ranks = {level: rank for rank, level in enumerate(scale.levels)}
    down = [(low, high) for low, high in pairs if ranks.get(low, -1) >= ranks.get(high, len(ranks))]
    return faults + [f"from '{low}' to '{high}' is no step up" for low, high in down]


def _by_steps(scale: Scale) -> Floats:
    place = np.arange(len(scale.levels))
    step = np.maximum(place[None, :] - place[:, None], 0).astype(np.float64)
    crosses = (place[:, None] < scale.high_rank) & (place[None, :] >= scale.high_rank)
    return np.asarray(np.where(crosses, 2 * step, step), dtype=np.float64)


def priority(chances: Floats, assigned: Floats, weights: Floats) -> Floats:
    """Expected harm of leaving each rating as it is, shape (n,)."""
    return np.asarray((chances * weights[assigned.astype(np.intp)]).sum(axis=1), dtype=np.float64)
