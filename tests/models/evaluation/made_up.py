"""Fold predictions made up from a truth that is to hand, small enough to read."""

import numpy as np
import pandas as pd
from scipy.special import expit

from contracts.levels import Scale
from contracts.source import Source
from models.evaluation.estimation.bootstrap import draw_people
from models.evaluation.estimation.estimate import ReportingRule
from models.evaluation.estimation.plan import EstimationPlan
from models.evaluation.predictions.arrays import TargetCases
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.predictions.targets import targets_of
from models.evaluation.setup import EvaluationSettings, set_up

ROSH = Scale(("low", "medium", "high", "very_high"), high_from="high")
SOURCE = Source(name="made_up", title="Made up", about="", scale=ROSH)


def world(*, cases: int, seed: int, audit_share: float = 0.3, biased: bool = False):
    """Cases with their true chance of being under-rated, the right level, and who was audited."""
    rng = np.random.default_rng(seed)
    risk = rng.normal(size=cases)
    chance = expit(-2.0 + 1.5 * risk)
    under = rng.random(cases) < chance
    picked = np.clip(audit_share * (2 * expit(1.5 * risk) if biased else np.ones(cases)), 0.02, 1)
    return pd.DataFrame(
        {
            "assessment_id": [f"A{i:06d}" for i in range(cases)],
            "person_id": [f"P{i // 2:06d}" for i in range(cases)],
            "assigned": "medium",
            "right": np.where(under, "high", "medium"),
            "chance": chance,
            "risk": risk,
            "audited": rng.random(cases) < picked,
            "picked": picked,
        }
    )


def fold_predictions(cases: pd.DataFrame, *, seed: int = 0, repeats: int = 1) -> pd.DataFrame:
    """A good model, a weaker baseline and a random one, on the same folds."""
    rng = np.random.default_rng(seed)
    parts = []
    for repeat in range(repeats):
        fold = rng.integers(0, 4, len(cases))
        noisy = expit(-2.0 + 1.5 * (cases["risk"] + rng.normal(size=len(cases))))
        predicted = {
            "logistic": cases["chance"],
            "rule_list": noisy,
            "random": rng.random(len(cases)),
        }
        parts += [
            pd.DataFrame(
                {
                    "candidate": name,
                    "repeat": repeat,
                    "fold": fold,
                    "cut_off": pd.Timestamp("2026-01-01"),
                    "assessment_id": cases["assessment_id"],
                    "assigned": cases["assigned"],
                    "audited": cases["right"].where(cases["audited"]),
                    "p_under": value if name == "logistic" else np.nan,
                    "p_high": value if name == "logistic" else np.nan,
                    "priority": value,
                    "weight": (1 / cases["picked"]).where(cases["audited"]),
                    "selected_at_random": False,
                    "p_over": np.nan,
                    "person_id": cases["person_id"],
                }
            )
            for name, value in predicted.items()
        ]
    return pd.concat(parts, ignore_index=True)


def also(predictions: pd.DataFrame, **names: str) -> pd.DataFrame:
    """The same with more candidates, each with the predictions of another."""
    more = [
        predictions[predictions["candidate"] == like].assign(candidate=name)
        for name, like in names.items()
    ]
    return pd.concat([predictions, *more], ignore_index=True)


def setup_of(predictions: pd.DataFrame):
    """Fold predictions, prepared for evaluation."""
    settings = EvaluationSettings(capacity_share=0.05, draws=100, seed=1, floor_positives=10)
    return set_up(predictions, Entrants.of(TRAINING), source=SOURCE, settings=settings)


TRAINING = {
    "candidates": [
        {"name": "random", "kind": "baseline"},
        {"name": "rule_list", "kind": "baseline"},
        {"name": "logistic", "kind": "model"},
    ],
    "chosen": "logistic",
}


def listing(cases: pd.DataFrame, *, first: int) -> pd.DataFrame:
    """A list of five cases of one team, from the ``first`` on."""
    listed = cases["assessment_id"].iloc[first : first + 5]
    return pd.DataFrame({"unit_id": "Hull", "assessment_id": listed})


def race_of(cases: pd.DataFrame, **kwargs):
    """The same cases, prepared for evaluation."""
    return setup_of(fold_predictions(cases, **kwargs))


def cases_of(y, *, weight=None, person=None, repeat=None, level=None, prompted=None):
    """Mediums in one window."""
    y = np.array(y, dtype=float)
    n = len(y)
    repeat = np.zeros(n, dtype=int) if repeat is None else np.array(repeat)
    weight = np.where(np.isnan(y), np.nan, 1.0) if weight is None else np.array(weight)
    return TargetCases(
        target=targets_of(ROSH)[0],
        rows=np.arange(n),
        y=y,
        weight=weight,
        uncapped=weight,
        at_random=np.zeros(n, dtype=bool),
        prompted=np.zeros(n, dtype=bool) if prompted is None else np.array(prompted),
        level=np.ones(n, dtype=int) if level is None else np.array(level),
        repeat=repeat,
        window=repeat,
        case=np.arange(n),
        person=np.arange(n) if person is None else np.array(person),
    )


def plan(people, *, draws=100, floor=1, capacity=0.05):
    """Draws, floor and capacity."""
    return EstimationPlan(draw_people(people, draws=draws, seed=1), ReportingRule(floor), capacity)
