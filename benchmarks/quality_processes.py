"""Other ways in which ratings may come about than the demo's, drawn anew on the demo's records.

The demo's ratings fall short of a right level by its own rules, and officers' norm was made with
such a process in mind. Here the same people are rated otherwise: weights are drawn at random from
all columns, a seventh of them against the declared direction, and chances are known exactly.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality_worlds import World
from models.training.candidates.calibration import sigmoid
from models.training.data.records import Records

PROCESSES = ("two judges", "anchored", "shared notes")
SHAPES = ("sums", "pairs", "steps")
RIGHT = (0.80, 0.30, 0.05)  # share of ratings whose right level is at least the 2nd, 3rd, 4th
RATED = (0.75, 0.22, 0.03)  # the same of the rated level
USED, AGAINST = 0.6, 0.15  # share of columns that count, and of these against their direction
PAIRS = 12
SHARP = 3.0  # log odds of a higher level for one standard deviation of what the record holds
NOTES = 15  # points at which what no table holds is summed over
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scores:
    """What the record calls for, what officers look at instead, and how readily it is missed."""

    right: Floats
    looked_at: Floats
    missed: Floats


def remade(world: World, *, process: str, shape: str, seed: int) -> World:
    """The same records, with right and rated levels drawn anew; audits of the same ratings."""
    rng = np.random.default_rng(seed)
    records = world.records
    together = _shares(process, _scores(records, shape, rng))
    levels = len(records.scale.levels)
    flat = together.reshape(len(records), -1)
    drawn = (flat.cumsum(axis=1) > rng.random((len(flat), 1)) * flat.sum(axis=1)[:, None]).argmax(1)
    right, rated = drawn // levels, drawn % levels
    own = together[np.arange(len(rated)), :, rated]
    own /= own.sum(axis=1, keepdims=True)
    above = np.arange(levels) > rated[:, None]
    p_high = np.where(rated < levels - 2, own[:, levels - 2 :].sum(axis=1), 0.0)
    return World(
        _with_levels(records, right, rated), world.live, np.where(above, own, 0).sum(1), p_high
    )


def _with_levels(records: Records, right: NDArray[np.intp], rated: NDArray[np.intp]) -> Records:
    """Records with these levels, without the columns that were computed from the old rating."""
    features = records.features
    kept = tuple(name for name in features.numbers if name in features.readable)
    known = records.audited & ~records.prompted  # prompted by what the old levels led to
    return replace(
        records,
        table=records.table.assign(assigned=np.array(records.scale.levels, dtype=object)[rated]),
        assigned=rated.astype(np.float64),
        right=np.where(known, right, np.nan),
        probability=np.full(len(records), np.nan),
        prompted=np.zeros(len(records), dtype=bool),
        features=replace(features, numbers=kept),
    )


def _scores(records: Records, shape: str, rng: np.random.Generator) -> Scores:
    features = records.features
    readable = [name for name in features.numbers if name in features.readable]
    practice = [name for name in readable if name in features.practice]
    person = [name for name in readable if name not in features.practice]
    return Scores(*(_score(records, n, shape, rng) for n in (person, person, practice)))


def _score(records: Records, names: Sequence[str], shape: str, rng: np.random.Generator) -> Floats:
    """A standardised sum of columns drawn at random, of steps of them, or with products of two."""
    columns = np.column_stack(
        [_standard(records.table[name].to_numpy(np.float64)) for name in names]
    )
    declared = np.array([records.features.directions[name] for name in names])
    sign = np.where(declared == 0, rng.choice([-1, 1], len(names)), declared)
    sign = np.where(rng.random(len(names)) < AGAINST, -sign, sign)
    weight = sign * rng.gamma(1.5, 0.5, len(names)) * (rng.random(len(names)) < USED)
    if shape == "steps":
        columns = _standard(columns > rng.choice([-0.3, 0.3, 1.0], len(names)))
    score = _standard(columns @ weight)
    if shape == "pairs":
        for _ in range(PAIRS):
            one, other = rng.choice(len(names), 2, replace=False)
            score = score + 0.3 * rng.normal() * _standard(columns[:, one] * columns[:, other])
    return np.clip(_standard(score), -4.0, 4.0)


def _standard(values: NDArray[np.generic]) -> Floats:
    """Mean 0 and standard deviation 1 along rows; a blank is the median, a constant 0."""
    numbers = np.asarray(values, dtype=np.float64)
    seen = ~np.isnan(numbers)
    blank = np.nanmedian(numbers, axis=0) if seen.any() else 0.0
    filled = np.where(seen, numbers, blank)
    spread = filled.std(axis=0)
    return np.clip((filled - filled.mean(axis=0)) / np.where(spread > 0, spread, 1.0), -4.0, 4.0)


def _shares(process: str, scores: Scores) -> Floats:
    """Chance of each right (axis 1) and rated (axis 2) level, given the record."""
    rule: Callable[[Scores], Floats] = {
        "two judges": _two_judges, "anchored": _anchored, "shared notes": _shared_notes,
    }[process]  # fmt: skip
    return rule(scores)


def _two_judges(scores: Scores) -> Floats:
    """Officers weigh the record otherwise; given the record, the two levels are independent."""
    seen = SHARP * (1.2 * scores.right + 0.8 * scores.looked_at)
    seen = seen - 1.5 * np.maximum(scores.missed, -1.0)
    right = _ladder(SHARP * scores.right, _cuts(SHARP * scores.right, RIGHT))
    return right[:, :, None] * _ladder(seen, _cuts(seen, RATED))[:, None, :]


def _anchored(scores: Scores) -> Floats:
    """Drawn to the right level, to what officers look at, and down by what is missed."""
    levels = np.arange(len(RIGHT) + 1)
    up = (levels[None, :] - levels[:, None])[None]
    pull = -1.9 * np.abs(up) + 0.25 * SHARP * scores.looked_at[:, None, None] * up
    pull = pull + (0.9 * scores.missed - 0.3)[:, None, None] * np.maximum(-up, 0)
    odds = np.exp(pull)
    right = _ladder(SHARP * scores.right, _cuts(SHARP * scores.right, RIGHT))
    return right[:, :, None] * odds / odds.sum(axis=2, keepdims=True)


def _shared_notes(scores: Scores) -> Floats:
    """Officer and auditor both read notes that no table holds; the rest is as with two judges."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(NOTES)
    seen = 2.0 * SHARP * scores.right + 0.3 * SHARP * scores.looked_at
    seen = seen - 2.0 * np.maximum(scores.missed, -1.5)
    spread = np.random.default_rng(0).normal(size=len(seen))
    right_cuts = _cuts(SHARP * scores.right + spread, RIGHT)
    rated_cuts = _cuts(seen + 2.0 * spread, RATED)
    return np.asarray(
        sum(
            weight
            * _ladder(SHARP * scores.right + node, right_cuts)[:, :, None]
            * _ladder(seen + 2.0 * node, rated_cuts)[:, None, :]
            for node, weight in zip(nodes, weights / weights.sum(), strict=True)
        )
    )


def _ladder(score: Floats, cuts: Floats) -> Floats:
    """Chance of each level, shape (n, levels), where ``cuts`` part them."""
    above = sigmoid(score[:, None] - cuts)
    ends = np.ones((len(score), 1)), np.zeros((len(score), 1))
    return -np.diff(np.column_stack([ends[0], above, ends[1]]), axis=1)


def _cuts(score: Floats, shares: Sequence[float]) -> Floats:
    """Cuts above which these shares are expected, by bisection."""
    from scipy.optimize import brentq

    return np.array([brentq(lambda c, s=s: sigmoid(score - c).mean() - s, -60, 60) for s in shares])
