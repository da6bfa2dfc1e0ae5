"""What a model must beat: chance, base rates, rules, single scores, officers' own practice.

Fitted once, beside the candidates, and saved with the model: scoring only applies them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import expit

from models.training.baselines import cleanlab
from models.training.baselines.plain_ridge import chance, fit_plain_ridge
from models.training.baselines.single_score import SingleScore, fit_single_score
from models.training.candidates.design_matrix import (
    DIRECTIONS,
    DesignMatrix,
    presumed_log_odds,
)
from models.training.candidates.stacked_classifier import Prepared
from models.training.data.encoding import Matrix
from models.training.data.records import Floats, Records

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
    """What one baseline says of n ratings: an order, and a chance where it claims one.

    Parameters
    ----------
    priority : array of shape (n,)
        The larger, the sooner it is read.
    p_under : array of shape (n,), optional
    """

    priority: Floats
    p_under: Floats | None = None


@dataclass(frozen=True)
class Baselines:
    """Every baseline, fitted.

    Parameters
    ----------
    base_rate : array of shape (n_levels,)
        Share of ratings at each level that audits found too low.
    without_directions : DesignMatrix
        The design learned without the directions that features declare.
    single_scores : mapping of str to SingleScore or None
        By feature; None where audits say the same of all.
    plain_ridge : fitted scikit-learn pipeline or None
    """

    base_rate: Floats
    without_directions: DesignMatrix
    single_scores: Mapping[str, SingleScore | None]
    plain_ridge: Any | None

    def rank(
        self, records: Records, design: DesignMatrix, matrix: Matrix, seed: int
    ) -> dict[str, Ranking]:
        """Each baseline's ranking of these records, by its name.

        Parameters
        ----------
        records : Records
        design : DesignMatrix
            Of the candidates.
        matrix : array of shape (n, N_PRIOR + n_columns)
            ``design.matrix(records)``.
        seed : int
            For the order at random.
        """
        rate = self.base_rate[records.assigned.astype(np.intp)]
        officers = design.officers(records)
        undirected = presumed_log_odds(self.without_directions.matrix(records))
        rankings = {
            "random": Ranking(np.random.default_rng(seed).random(len(records))),
            "base_rate": Ranking(rate, rate),
            "officers_undirected": _other_level(officers, records.assigned),
            "officers_directed": _higher_level(officers, records.assigned),
            "declared_directions": Ranking(expit(matrix[:, DIRECTIONS])),
            "practice_alone": Ranking(expit(undirected)),
            "practice_and_directions": Ranking(expit(presumed_log_odds(matrix))),
        }
        ridge = chance(self.plain_ridge, records, matrix)
        rankings["plain_ridge"] = Ranking(ridge, ridge)
        rankings |= _label_noise(records.assigned, officers)
        rules = [name for name in RULES if name in records.table]
        if rules:
            rankings["rule_list"] = _rule_list(records, rules)
        for name, score in self.single_scores.items():
            rankings[f"single_{name}"] = _by_single_score(score, records)
        return rankings


def fit_baselines(train: Prepared) -> Baselines:
    """Fit every baseline to these records and their audits."""
    records = train.records
    scores = records.features.scores[:MOST_SCORES]
    return Baselines(
        base_rate=_base_rate(records),
        without_directions=train.undirected,
        single_scores={name: fit_single_score(records, name) for name in scores},
        plain_ridge=fit_plain_ridge(records, train.matrix),
    )


def orders(rankings: Mapping[str, Ranking], records: Records) -> pd.DataFrame:
    """Every baseline's order of these records: `assessment_id` and `priority_<name>`, by id.

    What lists are ranked by where the model did not pass the gate.
    """
    columns = {f"priority_{name}": each.priority.round(9) for name, each in rankings.items()}
    table = pd.DataFrame({"assessment_id": records.table["assessment_id"].to_numpy(), **columns})
    return table.sort_values("assessment_id", kind="stable", ignore_index=True)


def _base_rate(records: Records) -> Floats:
    """Share too low by level, drawn towards the overall share where audits are few."""
    learnable = records.take(records.learnable)
    level, n = learnable.assigned.astype(np.intp), len(records.scale.levels)
    count = np.bincount(level, minlength=n)
    under = np.bincount(level, weights=learnable.under, minlength=n)
    overall = under.sum() / max(count.sum(), 1)
    rate = (under + IMAGINED * overall) / (count + IMAGINED)
    return np.asarray(np.where(np.arange(n) < records.ceiling_rank, rate, 0.0), dtype=np.float64)


def _other_level(officers: Floats, assigned: Floats) -> Ranking:
    """Chance that officers would assign another level, either way: as label-noise tools rank."""
    same = officers[np.arange(len(officers)), assigned.astype(np.intp)]
    return Ranking(np.asarray(1.0 - same, dtype=np.float64))


def _higher_level(officers: Floats, assigned: Floats) -> Ranking:
    """Chance that officers would assign a higher level: common practice, shortfalls included."""
    levels = np.arange(officers.shape[1])
    return Ranking(np.where(levels > assigned[:, None], officers, 0.0).sum(axis=1))


def _label_noise(assigned: Floats, officers: Floats) -> dict[str, Ranking]:
    if not cleanlab.is_installed() or not len(assigned):
        return {}
    return {name: Ranking(each) for name, each in cleanlab.orders(assigned, officers).items()}


def _rule_list(records: Records, rules: list[str]) -> Ranking:
    """How many of the rules' signs a record shows; a blank is none."""
    shown = np.nan_to_num(records.table[rules].to_numpy(np.float64), nan=0.0) >= 1.0
    can_move = records.assigned < records.ceiling_rank
    return Ranking(np.where(can_move, shown.sum(axis=1), 0).astype(np.float64))


def _by_single_score(score: SingleScore | None, records: Records) -> Ranking:
    if score is None:
        return Ranking(np.zeros(len(records)))
    chance = score.chance(records)
    return Ranking(chance, chance)
