"""One training: the race on folds, the choice, and the choice fitted on all that is known."""

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from models.training.baselines import cleanlab
from models.training.candidates.stacked_classifier import Prepared, StackedClassifier, fit_prepared
from models.training.data.audit_weights import Overlap, with_chances
from models.training.data.records import Records
from models.training.data.splits import Protocol, leave_one_unit_out, make_folds, repeated_folds
from models.training.explanation.contributions import against_declared
from models.training.validation.cross_validate import (
    AUDITS,
    COLUMNS,
    CandidateSettings,
    choose,
    run_folds,
)
from models.training.validation.learning_curve import learning_curve

NO_AUDITS = "unsupervised"


@dataclass(frozen=True)
class Plan:
    """How a training is run: who races, on which folds, and with how many processes."""

    entry: CandidateSettings
    protocol: Protocol
    jobs: int


@dataclass(frozen=True)
class Trained:
    """What a training leaves behind."""

    model: StackedClassifier
    predictions: pd.DataFrame
    by_unit: pd.DataFrame
    retrospective: pd.DataFrame
    curve: pd.DataFrame
    account: dict[str, Any]


@dataclass(frozen=True)
class _Race:
    """What was run, and what came of it."""

    records: Records
    plan: Plan
    overlap: Overlap
    predictions: pd.DataFrame
    folds: int
    chosen: str
    table: list[dict[str, float | str]]


def train(given: Records, plan: Plan) -> Trained:
    """Run the race and fit the choice.

    With no labels there is no race: common practice is what remains, and it claims no chances.
    """
    entry = plan.entry
    prepared = Prepared.of(given, entry.seed)
    records, overlap = with_chances(given, prepared.matrix)
    folds = make_folds(records, plan.protocol)
    told = run_folds(records, folds, entry, plan.jobs)
    predictions = told[told[AUDITS].isna()].reset_index(drop=True)
    once = replace(entry, sizes=())
    chosen, table = NO_AUDITS, list[dict[str, float | str]]()
    if folds:
        chosen, table = choose(predictions, entry.candidates, records.scale)
    race = _Race(records, plan, overlap, predictions, len(folds), chosen, table)
    known = replace(prepared, records=records)
    model = fit_prepared(known, [chosen], entry.seed)[chosen]
    left_out = [] if records.source.has_dates else leave_one_unit_out(records)
    return Trained(
        model=model,
        predictions=predictions[COLUMNS],
        by_unit=run_folds(records, left_out, once, plan.jobs)[COLUMNS],
        retrospective=_retrospective(race),
        curve=learning_curve(told, entry, records.scale),
        account=_account(race) | {"against_declared": against_declared(model, records)},
    )


def _retrospective(race: _Race) -> pd.DataFrame:
    """Out-of-fold chances and orders of every row where nothing is left to score; else no rows.

    Of the chosen candidate and, so that lists have something to fall back on, of baselines.
    """
    records, predictions, plan = race.records, race.predictions, race.plan
    levels = [f"p_level_{level}" for level in records.scale.levels]
    names = ["assessment_id", "candidate", "priority", *levels]
    if not records.source.fully_audited or not race.folds:
        return pd.DataFrame(columns=names)
    if records.source.has_dates:
        once = replace(plan.protocol, repeats=1)
        alone = replace(plan.entry, candidates=(race.chosen,), sizes=())
        predictions = run_folds(records, list(repeated_folds(records, once)), alone, plan.jobs)
    others = set(plan.entry.candidates) - {race.chosen}
    return predictions.loc[~predictions["candidate"].isin(others), names].reset_index(drop=True)


def _account(race: _Race) -> dict[str, Any]:
    """What the training did, in the JSON that later stages read."""
    entrants = race.plan.entry.candidates
    baselines = [c for c in race.predictions["candidate"].unique() if c not in entrants]
    kinds = [(name, "model") for name in entrants] + [(name, "baseline") for name in baselines]
    rolling = race.records.source.has_dates
    return {
        "candidates": [{"name": name, "kind": kind} for name, kind in kinds],
        "absent": cleanlab.absent(),
        "chosen": race.chosen,
        "choice": [
            {name: round(v, 9) if isinstance(v, float) else v for name, v in row.items()}
            for row in race.table
        ],
        "folds": race.folds,
        "protocol": "rolling origin" if rolling else "repeated stratified",
        "seed": race.plan.entry.seed,
        "as_of": race.records.features.as_of,
        "selection": asdict(race.overlap),
        "counts": _counts(race.records),
    }


def _counts(records: Records) -> dict[str, int]:
    learnable = records.audited & ~records.prompted & (records.assigned < records.ceiling_rank)
    return {
        "assessments": len(records),
        "audited": int(records.audited.sum()),
        "prompted": int((records.audited & records.prompted).sum()),
        "learned_from": int(learnable.sum()),
        "too_low": int(np.nansum(records.under[learnable])),
        "at_random": int((records.audited & records.at_random).sum()),
    }
