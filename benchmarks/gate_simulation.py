"""The gate on services whose truth is to hand: whether intervals hold it, and what it costs.

Each service has rates, effects, ways of picking audits and a number of audits of its own. A light
model (ridge logistic regression on the features and on the order of common practice) is fitted
out of fold; in a part of the services it learned from labels that were mixed up. Corrected
figures and the gate's differences are held against the exact chances of the cases on each list.

    python -m benchmarks.gate_simulation 200      # writes benchmarks/results/gate.md
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

from contracts.levels import Scale
from contracts.source import Source
from models.evaluation import report
from models.evaluation.estimation.corrected import all_finds, corrected
from models.evaluation.estimation.estimate import Figure
from models.evaluation.gate.comparisons import Comparison, compare
from models.evaluation.gate.gate import GateRules
from models.evaluation.gate.paired_lists import PairedLists
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.setup import EvaluationSettings, set_up

RESULTS = Path("benchmarks/results/gate.md")
CASES, PER_PERSON, FOLDS, FEATURES = 6000, 2, 4, 8
LEVELS = ("low", "medium", "high", "very_high")
SOURCE = Source(name="simulated", title="", about="", scale=Scale(LEVELS, high_from="high"))
AUDITS = (100, 250, 1000, 3000)
HARMED = 0.3  # of the services, in which the model learned from labels that were mixed up
SETTINGS = EvaluationSettings(capacity_share=0.05, draws=400, seed=1, floor_positives=10)
PRACTICE = "practice_and_directions"
BASELINES = (PRACTICE, "rule_list", "random")
ENTRANTS = Entrants({**dict.fromkeys(BASELINES, "baseline"), "model": "model"}, "model")
RULES = GateRules(tolerance=0.0, interval=0.8, champion=None)
OLD_TOLERANCE = 0.05
COLUMNS = (
    "audits",
    "labels learned from",
    "services",
    "the model's list",
    "common practice",
    "the best list",
    "after the gate",
    "after the gate as it was",
    "turned down though best, %",
    "kept though not best, %",
    "cost of both",
)
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


@dataclass(frozen=True)
class Outcome:
    """What was estimated of one service, beside the truth.

    Parameters
    ----------
    figures : dict of pairs
        By name, a figure with its interval of 95 % and its true value.
    finds : dict of float
        True finds per case listed of each candidate's list.
    used, used_before : str
        What the gate let make the lists: now, and when it asked for a gain.
    """

    audits: int
    harmed: bool
    figures: dict[str, tuple[Figure, float]]
    finds: dict[str, float]
    used: str
    used_before: str


def judge_service(seed: int, audits: int) -> Outcome:
    """Evaluate one service as the stage does."""
    service = make_service(seed, audits)
    setup = set_up(service.predictions, ENTRANTS, source=SOURCE, settings=SETTINGS)
    results, plan = setup.targets["under"], setup.plan
    ids = setup.case_table["assessment_id"].str[1:].astype(int).to_numpy()[results.cases.rows]
    chance = service.chance[ids]
    model = results.views["model"]
    listing = {}
    for name in BASELINES:
        lists = PairedLists.of(results.cases, model, results.views[name], plan.capacity)
        listing |= {"model": lists.mine.astype(float), name: lists.theirs}
    finds = {name: float(one @ chance / one.sum()) for name, one in listing.items()}
    totals = all_finds(results, plan.draws)
    figures = {}
    for name in ("model", PRACTICE):
        both = corrected(results, results.views[name], totals, plan)
        recall = float(listing[name] @ chance / chance.sum())
        figures[f"precision of {name}"] = both["precision_at_capacity_corrected"], finds[name]
        figures[f"recall of {name}"] = both["recall_at_capacity_corrected"], recall
    comparisons = compare(results, plan)
    for name in BASELINES:
        figures[f"gain over {name}"] = comparisons[name].gain, finds["model"] - finds[name]
    verdict = report.verdict(setup, RULES)
    before = _used_before(verdict.comparisons)
    return Outcome(audits, service.harmed, figures, finds, verdict.used, before)


def _used_before(comparisons: Sequence[Comparison]) -> str:
    """The rule until now: the model must gain, and exclude a loss beyond 5 in 100."""
    able = [one for one in comparisons if one.against != "random"]
    best = max(able, key=lambda one: one.finds)
    if best.gain.value is None or best.gain.low is None:
        return PRACTICE
    gains = best.gain.value > 0 and best.gain.low >= -OLD_TOLERANCE
    return "model" if gains else best.against


def page(outcomes: Sequence[Outcome]) -> str:
    """The results as a page in Markdown."""
    lines = [
        "# The gate on services whose truth is to hand",
        "",
        f"`make bench-gate`: {len(outcomes)} services of {CASES:,} cases, made by",
        "`benchmarks/gate_simulation.py`; lists of 5 %.",
        "",
        "## Intervals of 95 % that hold the truth",
        "",
        "| figure | given in | held, % | bias, per 100 | half width, per 100 |",
        "|---|---|---|---|---|",
    ]
    for name in outcomes[0].figures:
        measured = [o.figures[name] for o in outcomes if o.figures[name][0].value is not None]
        lines.append(f"| {name} | {len(measured)} | {_coverage(measured)} |")
    lines += ["", "## Finds in 100 listed, after the gate", ""]
    lines += [f"| {' | '.join(COLUMNS)} |", "|" + "---|" * len(COLUMNS)]
    for audits in AUDITS:
        for harmed in (False, True):
            part = [o for o in outcomes if o.audits == audits and o.harmed == harmed]
            if part:
                lines.append(f"| {audits:,} | {'mixed up' if harmed else 'sound'} | {_row(part)} |")
    return "\n".join(lines) + "\n"


def _coverage(measured: list[tuple[Figure, float]]) -> str:
    if not measured:
        return "- | - | -"
    held = np.mean([f.low <= truth <= f.high for f, truth in measured])
    bias = 100 * np.mean([f.value - truth for f, truth in measured])
    half = 50 * np.mean([f.high - f.low for f, _ in measured])
    return f"{100 * held:.1f} | {bias:+.2f} | {half:.1f}"


def _row(part: list[Outcome]) -> str:
    model = np.array([o.finds["model"] for o in part])
    best = np.array([max(o.finds[name] for name in BASELINES) for o in part])
    practice = np.array([o.finds[PRACTICE] for o in part])
    after = np.array([o.finds[o.used] for o in part])
    before = np.array([o.finds[o.used_before] for o in part])
    down = np.array([o.used != "model" for o in part])
    better = np.maximum(model, best)
    wrong_down = np.mean(down[model > best]) if (model > best).any() else 0.0
    kept = np.mean(~down[model < best]) if (model < best).any() else 0.0
    means = [100 * one.mean() for one in (model, practice, better, after, before)]
    figures = [f"{mean:.1f}" for mean in means]
    cost = 100 * (better - after).mean()
    return " | ".join(
        [str(len(part)), *figures, f"{100 * wrong_down:.0f}", f"{100 * kept:.0f}", f"{cost:.1f}"]
    )


def main(services: int) -> None:
    """Judge so many services at each number of audits, and write the page."""
    outcomes = [judge_service(seed, audits) for audits in AUDITS for seed in range(services)]
    RESULTS.write_text(page(outcomes), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
