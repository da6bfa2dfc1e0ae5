"""What a model must beat: chance, base rates, single scores, and officers' own practice."""

from dataclasses import dataclass

import numpy as np

from models.training.calibration import sigmoid
from models.training.evidence import GAP, PRIOR, Evidence
from models.training.matrix import Matrix
from models.training.records import Flags, Floats, Records

IMAGINED = 4.0  # audits at the overall rate, added to each level's own
MOST_SCORES = 12


@dataclass(frozen=True)
class Ranking:
    """What one baseline says of the test rows: an order, and a chance where it claims one."""

    priority: Floats
    p_under: Floats | None = None


@dataclass(frozen=True)
class Trial:
    """One fold as the baselines see it: what was known, what is asked, and its evidence."""

    known: Records
    known_matrix: Matrix
    asked: Records
    asked_matrix: Matrix
    evidence: Evidence
    seed: int


def rankings(trial: Trial) -> dict[str, Ranking]:
    """Every baseline's ranking of the asked rows, by name."""
    told = {
        "random": _random(trial),
        "level_rate": _level_rate(trial),
        "officers_undirected": _undirected(trial),
        "officers_directed": Ranking(sigmoid(trial.asked_matrix[:, GAP])),
        "declared_directions": Ranking(sigmoid(trial.asked_matrix[:, PRIOR])),
    }
    for name in trial.known.features.scores[:MOST_SCORES]:
        told[f"single_{name}"] = _single(trial, name)
    return told


def _random(trial: Trial) -> Ranking:
    return Ranking(np.random.default_rng(trial.seed).random(len(trial.asked)))


def _level_rate(trial: Trial) -> Ranking:
    rate = _rates(trial.known)
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
    margins = trial.evidence.practice_margins(trial.asked)
    above = np.column_stack([np.ones(len(margins)), sigmoid(margins), np.zeros(len(margins))])
    at_level = np.clip(above[:, :-1] - above[:, 1:], 0.0, 1.0)
    own = at_level[np.arange(len(margins)), trial.asked.assigned.astype(np.intp)]
    return Ranking(np.asarray(1.0 - own / at_level.sum(axis=1), dtype=np.float64))


def _single(trial: Trial, name: str) -> Ranking:
    """One score beside the rating: logistic regression on the two, blanks at the median."""
    from sklearn.linear_model import LogisticRegression

    use = _learnable(trial.known)
    happened = trial.known.under[use]
    if len(np.unique(happened)) < 2:
        return Ranking(np.zeros(len(trial.asked)))
    seen = trial.known.table[name].to_numpy(np.float64)
    middle = np.nanmedian(seen) if np.isfinite(seen).any() else 0.0
    spread = max(float(np.nanstd(seen)), 1e-9) if np.isfinite(seen).any() else 1.0
    learner = LogisticRegression(C=10.0, max_iter=200)
    learner.fit(_beside_rating(trial.known, name, middle, spread)[use], happened)
    told = learner.predict_proba(_beside_rating(trial.asked, name, middle, spread))[:, 1]
    told = np.where(trial.asked.assigned < trial.known.ceiling_rank, told, 0.0)
    return Ranking(told, told)


def _beside_rating(records: Records, name: str, middle: float, spread: float) -> Matrix:
    value = np.nan_to_num(records.table[name].to_numpy(np.float64), nan=middle)
    rating = np.eye(len(records.scale.levels))[records.assigned.astype(np.intp)]
    return np.column_stack([rating, (value - middle) / spread])
