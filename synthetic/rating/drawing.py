"""Draws right and assigned levels, assessment after assessment of each person."""

from dataclasses import dataclass

import numpy as np

from synthetic.columns import Floats, Ints
from synthetic.rating.forms import FORMS, Signals
from synthetic.rating.process import RatingProcess, calibrated
from synthetic.record.record import CaseRecord
from synthetic.settings import HIGH, SCENARIOS, DemoSettings
from synthetic.timeline import NEVER, Timeline

ROUNDS = 3  # calibrate, draw, and again: earlier ratings are part of later records
WINDOW = 83


@dataclass(frozen=True)
class Ratings:
    """One entry an assessment. ``chances`` are exact given the record at signature and the rating.

    ``arrested`` is the day of an arrest after signature, ``NEVER`` where there was none.
    """

    right: Ints
    assigned: Ints
    chances: Floats
    severity: Floats
    arrested: Ints
    signals: Signals


@dataclass(frozen=True)
class Luck:
    """The draws that decide every level; the same in every round, so that rounds converge."""

    right: Floats
    assigned: Floats
    arrest: Floats
    delay: Ints


def draw_ratings(
    rng: np.random.Generator, *, settings: DemoSettings, record: CaseRecord
) -> Ratings:
    """Levels for every assessment, calibrated to the scenario with the bias switched off."""
    timeline, signals, n = record.timeline, record.signals, len(record.timeline)
    luck = Luck(rng.random(n), rng.random(n), rng.random(n), rng.integers(1, 60, n))
    scenario = SCENARIOS[settings.scenario]
    history: Signals = with_history(signals, np.zeros(n), np.zeros(n), np.zeros(n))
    for _ in range(ROUNDS):
        process = calibrated(FORMS[settings.form], history, scenario)
        history = _walk(process, signals, timeline, luck, np.zeros(n)).signals
    lean: Floats = settings.bias * record.people.minority[timeline.person].astype(np.float64)
    return _walk(process, signals, timeline, luck, lean)


def with_history(
    signals: Signals, highest: Floats, previous: Floats, arrests: Floats
) -> dict[str, Floats]:
    """The signals with those that depend on the person's earlier assessments."""
    earlier_high = np.maximum(signals["earlier_high_register"], highest >= HIGH)
    return dict(signals) | {
        "earlier_high": earlier_high,
        "highest_previous": np.maximum(highest, 2 * signals["earlier_high_register"]) / 2,
        "high_not_declared": earlier_high * (1 - signals["declared_high"]),
        "copied": signals["review"] * (previous > 0),
        "arrests": np.minimum(signals["arrests"] + arrests, 2),
    }


def _walk(
    process: RatingProcess, signals: Signals, timeline: Timeline, luck: Luck, lean: Floats
) -> Ratings:
    n = len(timeline)
    right, assigned = np.zeros(n, np.int64), np.zeros(n, np.int64)
    chances, severity = np.zeros((n, 4)), np.zeros(n)
    arrested = np.full(n, NEVER)
    highest, previous, arrests = np.zeros(n), np.zeros(n), np.zeros(n)
    for order in range(int(timeline.order.max()) + 1):
        rows = np.flatnonzero(timeline.order == order)
        if order:
            highest[rows] = np.maximum(highest[rows - 1], assigned[rows - 1])
            previous[rows] = 1 + assigned[rows - 1]
            arrests[rows] = arrested[rows - 1] >= timeline.day[rows] - WINDOW
            arrests[rows] *= arrested[rows - 1] < timeline.day[rows]
        now = {name: values[rows] for name, values in signals.items()}
        scores = process.scores(with_history(now, highest[rows], previous[rows], arrests[rows]))
        prior = process.right_shares(scores)
        right[rows] = _drawn(prior, luck.right[rows])
        shares = process.rating_shares(scores, lean[rows])
        here = np.arange(len(rows))
        assigned[rows] = _drawn(shares[here, right[rows]], luck.assigned[rows])
        weight = prior * shares[here, :, assigned[rows]]
        chances[rows] = weight / weight.sum(axis=1, keepdims=True)
        severity[rows] = scores.severity
        arrested[rows] = _arrests(right, assigned, timeline, luck, rows)
    history = with_history(signals, highest, previous, arrests)
    return Ratings(right, assigned, chances, severity, arrested, history)


def _arrests(right: Ints, assigned: Ints, timeline: Timeline, luck: Luck, rows: Ints) -> Ints:
    """Arrests after signature follow the right level: knowing them would give the truth away."""
    chance = 0.015 * np.exp(0.8 * right[rows]) * (1 + 0.8 * (right[rows] > assigned[rows]))
    day = timeline.day[rows] + luck.delay[rows]
    return np.where((luck.arrest[rows] < chance) & (day < timeline.cut - 1), day, NEVER)


def _drawn(shares: Floats, luck: Floats) -> Ints:
    steps = luck[:, None] > np.cumsum(shares, axis=1)[:, :-1]
    return np.asarray(steps.sum(axis=1), dtype=np.int64)
