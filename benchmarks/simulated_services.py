"""Services drawn at random whose truth is to hand: rates, effects, ways of picking audits.

A light model (ridge logistic regression on the features and on the order of common practice) is
fitted out of fold; in a part of the services it learned from labels that were mixed up.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

CASES, PER_PERSON, FOLDS, FEATURES = 6000, 2, 4, 8
LEVELS = ("low", "medium", "high", "very_high")
HARMED = 0.3  # of the services, in which the model learned from labels that were mixed up
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Service:
    """One simulated service.

    Parameters
    ----------
    chance : array of shape (n_cases,)
        Exact chance that the rating is too low.
    orders : dict of arrays of shape (n_cases,)
        What each candidate sorts by; the model's is its out-of-fold chance.
    predictions : frame
        The same as fold predictions, with audits and their weights.
    harmed : bool
        Whether the model learned from labels that were mixed up.
    """

    chance: Floats
    orders: dict[str, Floats]
    predictions: pd.DataFrame
    harmed: bool


def make_service(seed: int, audits: int) -> Service:
    """A service drawn at random, with about so many audits."""
    rng = np.random.default_rng([seed, audits])
    x = rng.normal(size=(CASES, FEATURES))
    level = rng.choice(3, size=CASES, p=[0.25, 0.55, 0.20])
    effects = rng.normal(0.0, rng.uniform(0.2, 0.6), FEATURES)
    by_level = rng.normal(logit(rng.uniform(0.06, 0.2)), 0.5, 3)
    chance = expit(by_level[level] + x @ effects)
    practice = x @ (effects + rng.normal(0.0, rng.uniform(0.1, 0.6), FEATURES))
    rule = (x[:, 0] * np.sign(effects[0]) > 1.0).astype(float)
    picked = _picked(rng, x, level, audits)
    audited = rng.random(CASES) < picked
    under = rng.random(CASES) < chance
    fold = rng.permutation(np.arange(CASES) // PER_PERSON) % FOLDS
    harmed = bool(rng.random() < HARMED)
    labels = rng.permutation(under) if harmed else under
    lead = 4 * (practice - practice.mean()) / practice.std()  # so that little holds it back
    design = np.column_stack([x, lead, np.eye(3)[level]])
    model = _out_of_fold(design, labels, np.where(audited, 1.0 / picked, 0.0), fold)
    orders = {"model": model, "practice_and_directions": practice, "rule_list": rule}
    orders["random"] = rng.random(CASES)
    truth = (level, np.where(audited, level + under, np.nan), fold, picked)
    return Service(chance, orders, _fold_predictions(orders, *truth), harmed)


def _picked(rng: np.random.Generator, x: Floats, level: NDArray[np.intp], audits: int) -> Floats:
    """Chance of each case to be audited: a part at random, a part to the auditors' taste."""
    at_random = rng.uniform(0.1, 1.0)
    taste = np.exp(x @ rng.normal(0.0, 0.3, FEATURES) + rng.normal(0.0, 0.5, 3)[level])
    chance = at_random / CASES + (1 - at_random) * taste / taste.sum()
    return np.asarray(np.clip(audits * chance, 1e-4, 1.0))


def _out_of_fold(design: Floats, y: NDArray[np.bool_], weight: Floats, fold: Floats) -> Floats:
    """Ridge logistic regression on the audits of the other folds."""
    chance = np.empty(len(design))
    for one in range(FOLDS):
        use = (weight > 0) & (fold != one)
        mass = np.minimum(weight[use], 20 * weight[use].mean())
        if len(np.unique(y[use])) < 2:
            chance[fold == one] = y[use].mean()
            continue
        learner = LogisticRegression(C=0.05, max_iter=300)
        learner.fit(design[use], y[use], sample_weight=mass / mass.mean())
        chance[fold == one] = learner.predict_proba(design[fold == one])[:, 1]
    return chance


def _fold_predictions(
    orders: dict[str, Floats], level: NDArray[np.intp], right: Floats, fold: Floats, picked: Floats
) -> pd.DataFrame:
    """The columns of ``fold_predictions.parquet``, every candidate's rows below the other's."""
    names, audited = np.array(LEVELS), ~np.isnan(right)
    cases = pd.DataFrame(
        {
            "repeat": 1,
            "fold": fold,
            "cut_off": pd.Timestamp("2026-01-01"),
            "assessment_id": [f"A{i:05d}" for i in range(CASES)],
            "person_id": [f"P{i // PER_PERSON:05d}" for i in range(CASES)],
            "assigned": names[level],
            "audited": pd.Series(names[np.nan_to_num(right).astype(int)]).where(audited),
            "weight": np.where(audited, 1.0 / picked, np.nan),
            "selected_at_random": False,
            "prompted": False,
            "p_over": np.nan,
        }
    )
    tables = []
    for name, order in orders.items():
        chance = order if name == "model" else np.nan
        tables.append(cases.assign(candidate=name, p_under=chance, p_high=chance, priority=order))
    return pd.concat(tables, ignore_index=True)
