"""What a model must beat: chance, base rates, rules, single scores, officers' own practice."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models.training.baselines import cleanlab
from models.training.candidates.calibration import sigmoid
from models.training.candidates.design_matrix import DIRECTIONS, fit_design, presumed_log_odds
from models.training.candidates.logistic import Penalty, fit_logistic
from models.training.candidates.stacked_classifier import Prepared
from models.training.data.encoding import Matrix
from models.training.data.records import Flags, Floats, Records

IMAGINED = 4.0  # audits at the overall rate, added to each level's own
MOST_SCORES = 12
# What inspectors name first: checks needed and not made, a recent release, a history not used.
RULES = (
    "da_enquiry_missing_when_needed",
    "child_enquiry_missing_when_needed",
    "released_within_28_days",
    "previous_convictions_not_used",
    "declared_no_previous_high_but_record_says_high",
)


@dataclass(frozen=True)
class Ranking:
    """What one baseline says of the asked rows: an order, and a chance where it claims one."""

    priority: Floats
    p_under: Floats | None = None


@dataclass(frozen=True)
class Trial:
    """What baselines see: what was known, what is asked, and the evidence on it."""

    known: Prepared
    asked: Records
    matrix: Matrix
    seed: int


def rankings(trial: Trial) -> dict[str, Ranking]:
    """Every baseline's ranking of the asked rows, by name."""
    matrix = trial.matrix
    told = {
        "random": _random(trial),
        "base_rate": _base_rate(trial),
        "officers_undirected": _undirected(trial),
        "officers_directed": _directed(trial),
        "declared_directions": Ranking(sigmoid(matrix[:, DIRECTIONS])),
        "practice_alone": _without_directions(trial),
        "practice_and_directions": Ranking(sigmoid(presumed_log_odds(matrix))),
    }
    told |= {name: Ranking(order) for name, order in _label_noise(trial).items()}
    rules = [name for name in RULES if name in trial.asked.table]
    if rules:
        told["rule_list"] = _rule_list(trial, rules)
    for name in trial.known.records.features.scores[:MOST_SCORES]:
        told[f"single_{name}"] = _single(trial, name)
    return told


def priorities(trial: Trial) -> pd.DataFrame:
    """Every baseline's order of the asked rows as `priority_<name>`, and their `assessment_id`.

    What lists are ranked by where the model did not pass the gate.
    """
    told = {
        f"priority_{name}": ranking.priority.round(9) for name, ranking in rankings(trial).items()
    }
    made = pd.DataFrame({"assessment_id": trial.asked.table["assessment_id"].to_numpy(), **told})
    return made.sort_values("assessment_id", kind="stable", ignore_index=True)


def _random(trial: Trial) -> Ranking:
    return Ranking(np.random.default_rng(trial.seed).random(len(trial.asked)))


def _base_rate(trial: Trial) -> Ranking:
    rate = _rates(trial.known.records)
    told = rate[trial.asked.assigned.astype(np.intp)]
    return Ranking(told, told)


def _rates(known: Records) -> Floats:
    """Share too low by level, drawn towards the overall share where audits are few."""
    use = _learnable(known)
    level = known.assigned[use].astype(np.intp)
    n = len(known.scale.levels)
    count = np.bincount(level, minlength=n)
    low = np.bincount(level, weights=known.under[use], minlength=n)
    overall = low.sum() / max(count.sum(), 1)
    rate = (low + IMAGINED * overall) / (count + IMAGINED)
    return np.asarray(np.where(np.arange(n) < known.ceiling_rank, rate, 0.0), dtype=np.float64)


def _learnable(known: Records) -> Flags:
    return known.audited & ~known.prompted & (known.assigned < known.ceiling_rank)


def _undirected(trial: Trial) -> Ranking:
    """Chance that officers would assign another level, either way: as label-noise tools rank."""
    told = trial.known.evidence.officers(trial.asked)
    own = told[np.arange(len(told)), trial.asked.assigned.astype(np.intp)]
    return Ranking(np.asarray(1.0 - own, dtype=np.float64))


def _directed(trial: Trial) -> Ranking:
    """Chance that officers would assign a higher level: common practice, without what it misses."""
    told = trial.known.evidence.officers(trial.asked)
    levels = np.arange(told.shape[1])
    return Ranking(np.where(levels > trial.asked.assigned[:, None], told, 0.0).sum(axis=1))


def _without_directions(trial: Trial) -> Ranking:
    """Departure from common practice as learned without the directions that features declare."""
    known = trial.known.records
    none = dict.fromkeys(known.features.directions, 0)
    evidence = fit_design(
        replace(known, features=replace(known.features, directions=none)), trial.seed
    )
    return Ranking(sigmoid(presumed_log_odds(evidence.matrix(trial.asked))))


def _label_noise(trial: Trial) -> dict[str, Floats]:
    if not cleanlab.is_installed() or not len(trial.asked):
        return {}
    return cleanlab.orders(trial.asked.assigned, trial.known.evidence.officers(trial.asked))


def _rule_list(trial: Trial, rules: list[str]) -> Ranking:
    """How many of the rules' signs a record shows; a blank is none."""
    shown = np.nan_to_num(trial.asked.table[rules].to_numpy(np.float64), nan=0.0) >= 1.0
    can_move = trial.asked.assigned < trial.asked.ceiling_rank
    return Ranking(np.where(can_move, shown.sum(axis=1), 0).astype(np.float64))


def _single(trial: Trial, name: str) -> Ranking:
    """One score beside the rating: logistic regression on the two, blanks at the median."""
    known = trial.known.records
    use = _learnable(known)
    happened = known.under[use]
    if len(np.unique(happened)) < 2:
        return Ranking(np.zeros(len(trial.asked)))
    seen = known.table[name].to_numpy(np.float64)
    seen = seen[np.isfinite(seen)]
    middle, spread = (float(np.median(seen)), float(seen.std())) if len(seen) else (0.0, 1.0)
    design = _beside_rating(known.take(use), name, middle, max(spread, 1e-9))
    width = design.shape[1]
    light = Penalty.ridge_only(np.full(width, 0.1))
    learner = fit_logistic(design, happened, np.ones(len(design)), light)
    asked = _beside_rating(trial.asked, name, middle, max(spread, 1e-9))
    told = learner.predict_proba(asked)[:, 1]
    told = np.where(trial.asked.assigned < known.ceiling_rank, told, 0.0)
    return Ranking(told, told)


def _beside_rating(records: Records, name: str, middle: float, spread: float) -> Matrix:
    value = np.nan_to_num(records.table[name].to_numpy(np.float64), nan=middle)
    rating = np.eye(len(records.scale.levels))[records.assigned.astype(np.intp)]
    return np.column_stack([rating, (value - middle) / spread])
