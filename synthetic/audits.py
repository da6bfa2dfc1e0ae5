"""Which assessments auditors chose, when they finished, and what they recorded."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from synthetic.assessments import assessment_numbers
from synthetic.columns import Flags, Floats, Ints, chosen, dates, lists, yes_no
from synthetic.columns import identifiers as ids
from synthetic.rating.drawing import Ratings
from synthetic.settings import HIGH, LEVELS, MEDIUM, SCENARIOS, DemoSettings
from synthetic.timeline import Timeline

REASONS = ("random", "targeted", "thematic", "inspection", "sfo")
SFO = 4
SFO_SHARE = 0.05  # of all audits
SHARES = {"random": 0.25, "targeted": 0.45, "thematic": 0.18, "inspection": 0.12}
GRADINGS = ("good", "sufficient", "needs_more_work", "unsatisfactory")
STEPS = ("all", "some", "few", "no_judgement")
LONGEST_LAG = 400  # days from signature to a completed audit, at most


@dataclass(frozen=True)
class Selection:
    """One entry an assessment.

    ``probability`` is the chance of being chosen for any reason but a serious further offence,
    a function of the record alone. ``reason`` is -1 where not chosen.
    """

    probability: Floats
    reason: Ints
    chosen_on: Ints
    completed: Ints

    def complete(self, cut: int) -> Ints:
        """Positions of the audits completed by the day before ``cut``."""
        return np.flatnonzero((self.reason >= 0) & (self.completed < cut))


def select(
    rng: np.random.Generator, *, settings: DemoSettings, timeline: Timeline, ratings: Ratings
) -> Selection:
    """Independent streams of selection, sized so that the audits asked for are complete in time."""
    n = len(timeline)
    lag = np.clip(np.exp(np.log(180) + 0.38 * rng.standard_normal(n)), 35, LONGEST_LAG)
    completed = timeline.day + lag.astype(np.int64)
    chances = _streams(timeline, ratings, settings.audits, in_time=_in_time(timeline, lag))
    fired = rng.random(chances.shape) < chances
    probability = 1 - np.prod(1 - chances, axis=1)
    reason = np.where(fired.any(axis=1), fired.argmax(axis=1), -1)
    charged = _charged(rng, ratings, settings.audits)
    reason = np.where((reason < 0) & charged, SFO, reason)
    spent = np.minimum(0.35 + 0.4 * rng.random(n), 0.9)
    return Selection(probability, reason, completed - (lag * (1 - spent)).astype(int), completed)


def _in_time(timeline: Timeline, lag: Floats) -> Floats:
    """Chance that an audit of each assessment is complete by the last day."""
    shorter = np.searchsorted(np.sort(lag), timeline.cut - timeline.day)
    return np.asarray(shorter / len(lag), dtype=np.float64)


def _streams(timeline: Timeline, ratings: Ratings, audits: int, *, in_time: Floats) -> Floats:
    """Chance of each stream picking each assessment; shape (n, streams)."""
    signals, medium = ratings.signals, ratings.assigned == MEDIUM
    appeal = {
        "random": np.ones(len(timeline)),
        "targeted": np.exp(
            0.45 * np.clip(ratings.severity, -2, 2.5)
            + 0.6 * (ratings.assigned >= HIGH)
            + 0.3 * medium
            + 0.5 * signals["recent_release"]
            + 0.3 * signals["arrests"]
        ),
        "thematic": (signals["domestic_register"] + signals["domestic_screening"] > 0)
        * (0.2 + (timeline.month // 3 % 3 == 1)),
        "inspection": ((timeline.unit + timeline.month // 3) % 11 == 0) + 0.0,
    }
    columns = [
        weight * SHARES[name] / max((weight * in_time).sum(), 1e-9)
        for name, weight in appeal.items()
    ]
    shares = np.column_stack(columns)
    return _sized(shares, in_time=in_time, audits=(1 - SFO_SHARE) * audits)


def _sized(shares: Floats, *, in_time: Floats, audits: float) -> Floats:
    """Chances in these proportions under which ``audits`` are expected to be complete in time."""
    size = audits
    for _ in range(12):
        chances = np.minimum(shares * size, 0.6)
        expected = ((1 - np.prod(1 - chances, axis=1)) * in_time).sum()
        size *= audits / max(expected, 1e-9)
    return np.minimum(shares * size, 0.6)


def _charged(rng: np.random.Generator, ratings: Ratings, audits: int) -> Flags:
    """Reviewed after a serious further offence: follows the right level, which no weight mends."""
    often = np.array([0.2, 0.75, 3.4, 8.0])[ratings.right] * SFO_SHARE
    n = len(ratings.right)
    return np.asarray(rng.random(n) < often * audits / n, dtype=np.bool_)


def audits_table(
    rng: np.random.Generator,
    *,
    settings: DemoSettings,
    selection: Selection,
    timeline: Timeline,
    ratings: Ratings,
) -> pd.DataFrame:
    """One row a completed audit, in order of completion."""
    rows = selection.complete(timeline.cut)
    rows = rows[np.argsort(selection.completed[rows], kind="stable")]
    reason = selection.reason[rows]
    stated = np.where(reason == SFO, np.nan, np.round(selection.probability[rows], 6))
    when = pd.DataFrame(
        {
            "audit_id": ids("U", np.arange(len(rows)), 7),
            "assessment_id": ids("A", assessment_numbers(timeline)[rows], 8),
            "audit_completed_date": dates(selection.completed[rows]),
            "audited_rosh": chosen(ratings.right[rows], LEVELS),
            "selection_reason": chosen(reason, REASONS),
            "selection_probability": stated,
            "audit_selected_date": dates(selection.chosen_on[rows]),
            "reviewer_id": ids("X", rng.integers(0, 60, len(rows)), 4),
        }
    )
    judged = _judgements(rng, settings=settings, ratings=ratings, rows=rows, sfo=reason == SFO)
    return pd.concat([when, judged], axis=1)


def _judgements(
    rng: np.random.Generator, *, settings: DemoSettings, ratings: Ratings, rows: Ints, sfo: Flags
) -> pd.DataFrame:
    n, right, chances = len(rows), ratings.right[rows], ratings.chances[rows]
    scenario = SCENARIOS[settings.scenario]
    sufficient = _sufficient(rng, ratings, rows, share=scenario.assessment_sufficient)
    overseen = rng.random(n) < scenario.oversight_sufficient
    off = np.where(rng.random(n) < 0.18, rng.choice((-1, 1), n), 0)
    second = np.clip(np.where(rng.random(n) < 0.01, right + 2 * off, right + off), 0, 3)
    unclear = rng.random(n) < 0.1 + 0.5 * (1 - chances.max(axis=1))
    grade = np.where(sufficient, rng.integers(0, 2, n), rng.integers(2, 4, n))
    steps = np.where(sfo, rng.choice(4, n, p=[0.3, 0.35, 0.2, 0.15]), -1)
    return pd.DataFrame(
        {
            "second_reviewer_rosh": chosen(np.where(rng.random(n) < 0.08, second, -1), LEVELS),
            "reviewer_certainty": chosen(unclear.astype(np.int64), ("clear", "finely_balanced")),
            "qa_grading": chosen(grade, GRADINGS),
            "assessment_sufficient": yes_no(sufficient),
            "oversight_sufficient": yes_no(overseen, present=rng.random(n) > 0.06),
            "reasonable_steps": chosen(steps, STEPS),
            "failing_codes": lists(_failings(rng, ratings, rows, sufficient=sufficient)),
            "agencies_involved": lists(
                {name: sfo & (rng.random(n) < 0.3) for name in ("police", "prison", "court")}
            ),
            "blind_to_model": yes_no(np.ones(n, np.bool_)),
        }
    )


def _sufficient(rng: np.random.Generator, ratings: Ratings, rows: Ints, *, share: float) -> Flags:
    """The assessments with fewest gaps, as many as the scenario says, with some luck."""
    n = len(rows)
    gaps = sum(ratings.signals[name][rows] for name in ("domestic_not_made", "child_not_made"))
    gaps = (
        gaps
        + ratings.signals["few_sources"][rows]
        + 1.5 * (ratings.right[rows] != ratings.assigned[rows])
    )
    merit = -np.asarray(gaps) + rng.standard_normal(n)
    return merit > np.quantile(merit, 1 - share) if n else np.zeros(0, np.bool_)


def _failings(
    rng: np.random.Generator, ratings: Ratings, rows: Ints, *, sufficient: Flags
) -> dict[str, Flags]:
    """Failing codes that the record supports, recorded mostly where the assessment fell short."""
    causes = {
        "F01": "domestic_not_made",
        "F02": "child_not_made",
        "F03": "domestic_unanswered",
        "F04": "convictions_unused",
        "F06": "high_not_declared",
        "F08": "custody_behaviour",
    }
    n, signals = len(rows), ratings.signals
    often = np.where(sufficient, 0.08, 0.55)
    found = {
        code: (signals[name][rows] > 0) & (rng.random(n) < often) for code, name in causes.items()
    }
    found["F11"] = (ratings.right[rows] > ratings.assigned[rows]) & (rng.random(n) < 0.6)
    found["F12"] = (signals["oversight"][rows] == 0) & (rng.random(n) < often / 2)
    found["F99"] = ~sufficient & (rng.random(n) < 0.05)
    return found
