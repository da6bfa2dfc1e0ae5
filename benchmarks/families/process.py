"""How a right level and a rating come about, and the exact chance of each right level after."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit, softmax

from benchmarks.families.family import LEVELS, Family
from benchmarks.families.severity import Scores

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NODES = 11  # points at which what no record holds is averaged over
HISTORY = 0.5  # standard deviations of severity for each level of the highest earlier rating
TURNS = 4  # ratings too low and too high are fitted in turn: each moves the other a little
LESS_AFTER = 0.6  # share of misses that a change of ways leaves
_LEVEL = np.arange(LEVELS)
_STEPS_DOWN = np.maximum(_LEVEL[:, None] - _LEVEL[None, :], 0)  # right in rows, rated in columns
_STEPS_UP = _STEPS_DOWN.T
_DISTANCE = (_LEVEL[:, None] - _LEVEL[None, :]) ** 2  # two levels off is much rarer than one


@dataclass(frozen=True)
class RatingProcess:
    """A family's numbers for one world.

    ``sharpness`` is the log odds of a higher level for one standard deviation of severity,
    ``level_intercepts`` part the right levels, ``lean`` is the log odds of each step that a
    rating falls short, ``missed`` what each right level adds to it and ``caution`` the log odds
    of each step too high, before and after a change (axis 0).
    """

    family: Family
    sharpness: float
    level_intercepts: Floats
    lean: Floats
    missed: Floats
    caution: Floats


@dataclass(frozen=True)
class Cases:
    """What the process reads of each assessment, shape (n,) each.

    ``highest`` and ``last`` are earlier levels of the person, -1 where there is none; ``late``
    is 1 after a change of ways; ``hidden`` is what no table holds: leniency or shared notes.
    """

    scores: Scores
    highest: Floats
    last: Floats
    late: Ints
    hidden: Floats

    def take(self, rows: Ints) -> "Cases":
        """The same for some rows."""
        scores = Scores(**{name: values[rows] for name, values in vars(self.scores).items()})
        return Cases(
            scores, self.highest[rows], self.last[rows], self.late[rows], self.hidden[rows]
        )


def draw_process(family: Family, rng: np.random.Generator) -> RatingProcess:
    """Numbers that a family leaves open; intercepts and leans are calibrated afterwards."""
    missed = np.array(family.missed) + rng.normal(0, 0.3, (2, LEVELS))
    return RatingProcess(
        family=family,
        sharpness=float(rng.uniform(1.6, 3.2)),
        level_intercepts=np.zeros(LEVELS - 1),
        lean=np.zeros(2),
        missed=missed if family.change else missed[[0, 0]],
        caution=np.zeros(2),
    )


def calibrated(process: RatingProcess, cases: Cases) -> RatingProcess:
    """The process whose levels, and ratings too low, have the family's shares on these cases."""
    severity = _severity(process, cases)
    shares = process.family.right
    intercepts = [brentq(lambda c, s=s: expit(severity - c).mean() - s, -90, 90) for s in shares]
    process = replace(process, level_intercepts=np.array(intercepts))
    for _ in range(TURNS):
        for name in ("lean", "caution") if process.family.pull else ("lean",):
            process = _with(process, name, _fitted(process, cases, name))
    return process


def _with(process: RatingProcess, name: str, values: Floats) -> RatingProcess:
    if name == "lean":
        return replace(process, lean=values)
    return replace(process, caution=values)


def _fitted(process: RatingProcess, cases: Cases, name: str) -> Floats:
    """``lean`` or ``caution`` under which ratings too low, or too high, have their share."""
    family, steps = process.family, _STEPS_DOWN if name == "lean" else _STEPS_UP
    share = family.under if name == "lean" else family.over
    values = getattr(process, name).copy()
    for late in np.unique(cases.late):
        part = cases.take(np.flatnonzero(cases.late == late))
        wanted = share * (LESS_AFTER if family.change and late else 1.0)

        def excess(value: float, part: Cases = part, wanted: float = wanted) -> float:
            joint = joint_shares(_with(process, name, np.full(2, value)), part)
            return float((joint * (steps > 0)).sum(axis=(1, 2)).mean() - wanted)

        values[late] = brentq(excess, -30, 30, xtol=1e-3)
    return np.asarray(values)


def joint_shares(process: RatingProcess, cases: Cases) -> Floats:
    """Chance of each right (axis 1) and rated (axis 2) level given all, what is hidden too."""
    right = _ladder(_severity(process, cases), process.level_intercepts)
    return right[:, :, None] * rating_shares(process, cases)


def rating_shares(process: RatingProcess, cases: Cases) -> Floats:
    """Chance of each rating given each right level, shape (n, right, rated)."""
    family, scores = process.family, cases.scores
    if not family.pull:
        return _own_judgement(process, cases)
    short = process.lean[cases.late][:, None] + process.missed[cases.late]
    short = short + family.by_practice * scores.practice[:, None]
    leniency = cases.hidden[:, None] if not family.notes else 0.0
    odds = (short + leniency)[:, :, None] * _STEPS_DOWN - family.pull * _DISTANCE
    odds = odds + process.caution[cases.late][:, None, None] * _STEPS_UP
    odds = odds + family.view * scores.view[:, None, None] * _LEVEL
    odds = odds - family.anchored * _from_anchor(process, cases)[:, None, :]
    return np.asarray(softmax(odds, axis=2))


def _own_judgement(process: RatingProcess, cases: Cases) -> Floats:
    """A rating that owes nothing to the right level but what the record and notes share."""
    family, scores = process.family, cases.scores
    seen = _severity(process, cases) + process.sharpness * family.view * scores.view
    seen = seen - family.by_practice * np.maximum(scores.practice, -1.5)
    rated = _ladder(seen - process.lean[cases.late], process.level_intercepts)
    return np.repeat(rated[:, None, :], LEVELS, axis=1)


def _severity(process: RatingProcess, cases: Cases) -> Floats:
    recorded = cases.scores.severity + HISTORY * np.maximum(cases.highest - 1, 0)
    return process.sharpness * recorded + process.family.notes * cases.hidden


def _from_anchor(process: RatingProcess, cases: Cases) -> Floats:
    """Steps from each rated level to the one that officers hold on to, shape (n, rated)."""
    score = np.digitize(cases.scores.anchor, [-0.8, 0.7, 1.8]).astype(np.float64)
    if process.family.anchor == "last rating":
        score = cases.last
    distance = np.abs(score[:, None] - _LEVEL)
    return np.where((score >= 0)[:, None], distance, 0.0)


def exact_chances(process: RatingProcess, cases: Cases, rated: Ints) -> Floats:
    """Chance of each right level given the record and the rating, shape (n, levels).

    What is hidden is averaged over: nobody who reads the record knows it.
    """
    family = process.family
    spread = 1.0 if family.notes else float(np.hypot(family.officers, family.units))
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES if spread else 1)
    joint = sum(
        weight * joint_shares(process, replace(cases, hidden=np.full(len(rated), spread * node)))
        for node, weight in zip(nodes, weights, strict=True)
    )
    chances = np.asarray(joint)[np.arange(len(rated)), :, rated]
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))


def draw(process: RatingProcess, cases: Cases, luck: Floats) -> tuple[Ints, Ints]:
    """A right level and a rating for each case, from uniform numbers of shape (n,)."""
    flat = joint_shares(process, cases).reshape(len(luck), -1)
    drawn = (flat.cumsum(axis=1) < luck[:, None]).sum(axis=1)
    drawn = np.minimum(drawn, LEVELS * LEVELS - 1)
    return drawn // LEVELS, drawn % LEVELS


def _ladder(score: Floats, level_intercepts: Floats) -> Floats:
    """Chance of each level, shape (n, levels), where ``level_intercepts`` part them."""
    above = expit(score[:, None] - level_intercepts)
    ends = np.ones((len(score), 1)), np.zeros((len(score), 1))
    return -np.diff(np.column_stack([ends[0], above, ends[1]]), axis=1)
