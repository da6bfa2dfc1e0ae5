"""The race: every candidate and every baseline on the same folds, and the choice between them."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from contracts.levels import Scale
from models.training.baselines.baselines import Trial, rankings
from models.training.candidates.stacked_classifier import Prepared, StackedClassifier, fit_prepared
from models.training.data.audit_weights import LARGEST, LEAST
from models.training.data.records import Floats, Records
from models.training.data.splits import Fold, as_known, thinned
from models.training.priority import priority

COLUMNS = [
    "candidate", "repeat", "fold", "cut_off", "assessment_id", "assigned", "audited", "p_under",
    "p_high", "priority", "weight", "selected_at_random", "p_over", "person_id",
]  # fmt: skip
AUDITS = "audits"
LOG = logging.getLogger(__name__)
DIGITS = 9  # figures in files are rounded, so that the order of additions cannot change bytes


@dataclass(frozen=True)
class CandidateSettings:
    """What the race is run with, besides records.

    Parameters
    ----------
    candidates : tuple of str
        Simplest first.
    weights : array of shape (n_levels, n_levels)
        Harm by assigned and right level.
    seed : int
    sizes : tuple of int
        Numbers of audits as if only so many had been done: the candidates run again with each.
    """

    candidates: tuple[str, ...]
    weights: Floats
    seed: int
    sizes: tuple[int, ...] = ()


def run_folds(
    records: Records, folds: Sequence[Fold], entry: CandidateSettings, jobs: int
) -> pd.DataFrame:
    """Out-of-fold predictions of all entrants: ``COLUMNS``, and each level's chance.

    ``audits`` is null for the race itself, and the number of audits where the candidates ran
    again with fewer: in the first repeat, in folds that have so many. Empty without folds.
    """
    from joblib import Parallel, delayed

    if not folds:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in [*COLUMNS, AUDITS]})
    work = (delayed(_run_fold)(records, fold, entry) for fold in folds)
    parts = []
    for part in Parallel(n_jobs=jobs, return_as="generator")(work):
        parts.append(part)
        LOG.info("race: fold %d of %d", len(parts), len(folds))
    made: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return made


def _run_fold(records: Records, fold: Fold, entry: CandidateSettings) -> pd.DataFrame:
    trial = _trial(records, fold, entry)
    told = [_candidates(trial, fold, entry)]
    frame = facts(trial.asked, fold).assign(**{AUDITS: np.nan})
    for name, ranking in rankings(trial).items():
        ranked = frame.assign(candidate=name, priority=ranking.priority.round(DIGITS))
        p_under = np.nan if ranking.p_under is None else ranking.p_under.round(DIGITS)
        told.append(ranked.assign(p_under=p_under, p_high=np.nan, p_over=np.nan))
        assert len(ranked) == len(trial.asked)
    return pd.concat(told, ignore_index=True)


def candidates_alone(records: Records, fold: Fold, entry: CandidateSettings) -> pd.DataFrame:
    """What the candidates say of one fold, without any baseline."""
    return _candidates(_trial(records, fold, entry), fold, entry)


def _trial(records: Records, fold: Fold, entry: CandidateSettings) -> Trial:
    """What was known at the cut, and what is asked of it."""
    asked = records.take(fold.test)
    if records.source.label == "outcome":
        asked = asked.take(asked.assigned < asked.ceiling_rank)
    known = Prepared.of(as_known(records, fold), entry.seed)
    return Trial(known, asked, known.evidence.matrix(asked), entry.seed + fold.fold)


def _candidates(trial: Trial, fold: Fold, entry: CandidateSettings) -> pd.DataFrame:
    frame, told = facts(trial.asked, fold), []
    for size, records in _with_fewer(trial.known.records, fold, entry):
        known = replace(trial.known, records=records)
        for model in fit_prepared(known, entry.candidates, entry.seed).values():
            rows = model_rows(frame, model, trial.matrix, trial.asked, entry.weights)
            assert len(rows) == len(trial.asked)
            told.append(rows.assign(**{AUDITS: size}))
    return pd.concat(told, ignore_index=True)


def _with_fewer(
    known: Records, fold: Fold, entry: CandidateSettings
) -> Iterator[tuple[float, Records]]:
    """What was known, and what would have been with fewer audits."""
    yield np.nan, known
    for size in entry.sizes if fold.repeat == 1 else ():
        if known.audited.sum() >= size:
            yield float(size), thinned(known, size, entry.seed + fold.fold)


def facts(asked: Records, fold: Fold) -> pd.DataFrame:
    """What every entrant's rows share: who was asked about, what the audit said, its weight."""
    levels = np.array([*asked.scale.levels, None], dtype=object)
    right = np.where(asked.audited, np.nan_to_num(asked.right), len(levels) - 1).astype(np.intp)
    weight = np.where(asked.audited, 1.0 / np.maximum(asked.probability, LEAST), np.nan)
    return pd.DataFrame(
        {
            "repeat": fold.repeat,
            "fold": fold.fold,
            "cut_off": fold.cut_off,
            "assessment_id": asked.table["assessment_id"].to_numpy(),
            "assigned": asked.table["assigned"].to_numpy(),
            "audited": levels[right],
            "weight": weight.round(DIGITS),
            "selected_at_random": asked.at_random,
            "person_id": asked.table["person_id"].to_numpy(),
        }
    )


def model_rows(
    frame: pd.DataFrame, model: StackedClassifier, matrix: Floats, asked: Records, weights: Floats
) -> pd.DataFrame:
    """One candidate's rows beside the facts: published figures and each level's chance."""
    chances = model.from_matrix(matrix, asked.assigned)
    levels = {f"p_level_{name}": chances[:, i] for i, name in enumerate(asked.scale.levels)}
    told = published(chances, asked, weights)
    return frame.assign(candidate=model.candidate, **told, **levels)


def published(chances: Floats, records: Records, weights: Floats) -> dict[str, Floats]:
    """The figures of a score that all follow from the chances of each level."""
    level = records.assigned.astype(np.intp)[:, None]
    places = np.arange(chances.shape[1])[None, :]
    outcome = records.source.label == "outcome"
    over = np.where(places < level, chances, 0.0).sum(axis=1)
    high = chances[:, records.scale.high_rank :].sum(axis=1)
    told = {
        "p_under": np.where(places > level, chances, 0.0).sum(axis=1),
        "p_over": np.full(len(level), np.nan) if outcome else over,
        "p_high": np.full(len(level), np.nan) if outcome else high,
        "priority": priority(chances, records.assigned, weights),
    }
    return {name: np.round(value, DIGITS) for name, value in told.items()}


def choose(
    predictions: pd.DataFrame, candidates: Sequence[str], scale: Scale
) -> tuple[str, list[dict[str, float | str]]]:
    """The simplest candidate within one standard error of the best weighted log loss.

    The error is that of the paired difference from the best, over audits. ``candidates`` stand
    simplest first. Returns the choice and the table it rests on, one row a candidate.
    """
    tested = predictions[predictions["weight"].notna() & predictions["candidate"].isin(candidates)]
    too_low = scale.is_under(tested["assigned"], tested["audited"])
    chance = np.clip(tested["p_under"].to_numpy(np.float64), 1e-6, 1 - 1e-6)
    loss = tested.assign(loss=-np.where(too_low > 0, np.log(chance), np.log1p(-chance)))
    wide = loss.pivot(
        index=["repeat", "fold", "assessment_id", "weight"], columns="candidate", values="loss"
    )
    weight = wide.index.get_level_values("weight").to_numpy(np.float64)
    share = np.minimum(weight, LARGEST * weight.mean())
    share = share / share.sum()
    losses = wide[list(candidates)].to_numpy()
    mean = share @ losses
    behind = losses - losses[:, [int(np.argmin(mean))]]
    repeats = max(int(tested["repeat"].nunique()), 1)
    apart = share[:, None] * (behind - share @ behind)
    error = np.sqrt(np.square(apart).sum(axis=0) * repeats)
    near = share @ behind <= error + 1e-12
    table = [
        {"candidate": name, "log_loss": mean[i], "behind": (share @ behind)[i], "error": error[i]}
        for i, name in enumerate(candidates)
    ]
    return candidates[int(np.argmax(near))], table
