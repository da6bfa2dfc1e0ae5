"""Every candidate and every baseline on the same folds: fitted on the past, asked of the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models.training.baselines.baselines import fit_baselines
from models.training.candidates.stacked_classifier import Prepared, StackedClassifier, fit_prepared
from models.training.data.audit_weights import LEAST
from models.training.data.encoding import Matrix
from models.training.data.records import Floats, Records
from models.training.data.splits import Fold, known_at_cut, thinned
from models.training.progress import Progress
from models.training.published import DIGITS, published

COLUMNS = [
    "candidate", "repeat", "fold", "cut_off", "assessment_id", "assigned", "audited", "p_under",
    "p_high", "priority", "weight", "selected_at_random", "p_over", "person_id",
    "prompted",
]  # fmt: skip
AUDITS = "audits"


@dataclass(frozen=True)
class CandidateSettings:
    """What candidates are fitted with, besides records.

    Parameters
    ----------
    candidates : tuple of str
        Simplest first.
    weights : array of shape (n_levels, n_levels)
        Harm by assigned and right level.
    seed : int
    sizes : tuple of int
        Numbers of audits as if only so many had been done: candidates are fitted again with each.
    """

    candidates: tuple[str, ...]
    weights: Floats
    seed: int
    sizes: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Split:
    """One fold: what was known at its cut, and the records that are asked about.

    ``matrix`` of shape (n_test, N_PRIOR + n_columns) is the design matrix of ``test``.
    """

    fold: Fold
    train: Prepared
    test: Records
    matrix: Matrix

    @classmethod
    def of(cls, records: Records, fold: Fold, seed: int, every: Prepared | None) -> "_Split":
        train, test = known_at_cut(records, fold), fold.test
        if records.source.label == "outcome":
            test = test[records.assigned[test] < records.ceiling_rank]
        if every is not None:
            return cls(fold, every.part(fold.train, train), records.take(test), every.matrix[test])
        fitted = Prepared.of(train, seed)
        return cls(fold, fitted, records.take(test), fitted.design.matrix(records.take(test)))


def run_folds(
    records: Records,
    folds: Sequence[Fold],
    settings: CandidateSettings,
    jobs: int,
    every: Prepared | None = None,
) -> pd.DataFrame:
    """Out-of-fold predictions of all candidates and baselines, one row for each and test record.

    Parameters
    ----------
    records : Records
    folds : sequence of Fold
    settings : CandidateSettings
    jobs : int
        Processes. The largest folds are begun first, so that all end about together.
    every : Prepared, optional
        Designs of all records, where they may serve every fold: nothing in them reads a label, and
        a person is scored by what other people's ratings teach. None where a fold may only read
        what was on record at its cut.

    Returns
    -------
    DataFrame
        ``COLUMNS``, `audits`, and `p_level_<level>` of candidates. `audits` is null for the
        predictions proper, and the number of audits where candidates were fitted again with
        fewer: in the first repeat, in folds that have so many. Empty without folds.
    """
    from joblib import Parallel, delayed

    if not folds:
        return pd.DataFrame({name: pd.Series(dtype="object") for name in [*COLUMNS, AUDITS]})
    order = np.argsort([-len(fold.train) for fold in folds], kind="stable")
    work = (delayed(_run_fold)(records, folds[place], settings, every) for place in order)
    tables: dict[int, pd.DataFrame] = {}
    progress = Progress(_named(settings), len(folds))
    made = Parallel(n_jobs=jobs, return_as="generator")(work)
    for place, table in zip(order.tolist(), made, strict=True):
        tables[place] = table
        progress.done(len(tables))
    return pd.concat([tables[place] for place in range(len(folds))], ignore_index=True)


def _named(settings: CandidateSettings) -> str:
    """What the race does in each fold, for the screen."""
    curve = f", learning curve at {len(settings.sizes)} sizes" if settings.sizes else ""
    return f"race of {len(settings.candidates)} candidates{curve}: fold"


def _run_fold(
    records: Records, fold: Fold, settings: CandidateSettings, every: Prepared | None
) -> pd.DataFrame:
    split = _Split.of(records, fold, settings.seed, every)
    return pd.concat([_candidates(split, settings), *_baselines(split, settings)])


def _baselines(split: _Split, settings: CandidateSettings) -> Iterator[pd.DataFrame]:
    """One baseline's rows after the other."""
    facts = _facts(split).assign(**{AUDITS: np.nan})
    fitted = fit_baselines(split.train)
    rankings = fitted.rank(
        split.test, split.train.design, split.matrix, settings.seed + split.fold.fold
    )
    for name, ranking in rankings.items():
        p_under = np.nan if ranking.p_under is None else ranking.p_under.round(DIGITS)
        rows = facts.assign(candidate=name, priority=ranking.priority.round(DIGITS))
        assert len(rows) == len(split.test)
        yield rows.assign(p_under=p_under, p_high=np.nan, p_over=np.nan)


def _candidates(split: _Split, settings: CandidateSettings) -> pd.DataFrame:
    facts, tables = _facts(split), []
    for size, records in _with_fewer_audits(split, settings):
        train = replace(split.train, records=records)
        for model in fit_prepared(train, settings.candidates, settings.seed).values():
            rows = facts.assign(candidate=model.candidate, **_predictions(model, split, settings))
            assert len(rows) == len(split.test)
            tables.append(rows.assign(**{AUDITS: size}))
    return pd.concat(tables, ignore_index=True)


def _predictions(
    model: StackedClassifier, split: _Split, settings: CandidateSettings
) -> dict[str, Floats]:
    """Published figures and `p_level_<level>` of one candidate, shape (n_test,) each."""
    chances = model.from_matrix(split.matrix, split.test.assigned)
    levels = enumerate(split.test.scale.levels)
    by_level = {f"p_level_{level}": chances[:, place] for place, level in levels}
    return published(chances, split.test, settings.weights) | by_level


def _with_fewer_audits(
    split: _Split, settings: CandidateSettings
) -> Iterator[tuple[float, Records]]:
    """What was known at the cut (size NaN), and what would have been with fewer audits."""
    train, fold = split.train.records, split.fold
    yield np.nan, train
    for size in settings.sizes if fold.repeat == 1 else ():
        if train.audited.sum() >= size:
            yield float(size), thinned(train, size, settings.seed + fold.fold)


def _facts(split: _Split) -> pd.DataFrame:
    """What the rows of every candidate and baseline share: the case, its audit and its weight."""
    fold, test = split.fold, split.test
    levels = np.array([*test.scale.levels, None], dtype=object)
    right = np.where(test.audited, np.nan_to_num(test.right), len(levels) - 1).astype(np.intp)
    weight = np.where(test.audited, 1.0 / np.maximum(test.probability, LEAST), np.nan)
    return pd.DataFrame(
        {
            "repeat": fold.repeat,
            "fold": fold.fold,
            "cut_off": fold.cut_off,
            "assessment_id": test.table["assessment_id"].to_numpy(),
            "assigned": test.table["assigned"].to_numpy(),
            "audited": levels[right],
            "weight": weight.round(DIGITS),
            "selected_at_random": test.at_random,
            "prompted": test.audited & test.prompted,
            "person_id": test.table["person_id"].to_numpy(),
        }
    )
