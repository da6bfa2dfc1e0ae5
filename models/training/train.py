"""One training: candidates on folds, the choice, and the choice fitted on all that is known."""

from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from models.training.baselines import cleanlab
from models.training.baselines.baselines import Baselines, fit_baselines
from models.training.candidates.design_matrix import features_of
from models.training.candidates.stacked_classifier import Prepared, StackedClassifier, fit_prepared
from models.training.data.audit_weights import Overlap, with_chances
from models.training.data.records import Records
from models.training.data.splits import Protocol, leave_units_out, make_folds, repeated_folds
from models.training.explanation.contributions import against_declared
from models.training.progress import Progress
from models.training.published import DIGITS
from models.training.validation.choose import choose
from models.training.validation.cross_validate import (
    AUDITS,
    COLUMNS,
    CandidateSettings,
    run_folds,
)
from models.training.validation.learning_curve import learning_curve

NO_AUDITS = "unsupervised"


@dataclass(frozen=True)
class Plan:
    """How a training is run: the candidates, the folds, and with how many processes."""

    settings: CandidateSettings
    protocol: Protocol
    jobs: int


@dataclass(frozen=True)
class Trained:
    """What a training leaves behind.

    Parameters
    ----------
    model : StackedClassifier
        The chosen candidate.
    baselines : Baselines
        Fitted to the same records, for lists that the model may not make.
    predictions, by_unit, retrospective, curve : DataFrame
        Out-of-fold predictions: by fold, of each unit from all others, of every row where nothing
        is left to score, and by number of audits.
    account : dict
        The JSON that later stages read.
    """

    model: StackedClassifier
    baselines: Baselines
    predictions: pd.DataFrame
    by_unit: pd.DataFrame
    retrospective: pd.DataFrame
    curve: pd.DataFrame
    account: dict[str, Any]


@dataclass(frozen=True)
class _Outcome:
    """The comparison of candidates: its records, its predictions and the choice."""

    records: Records
    plan: Plan
    overlap: Overlap
    predictions: pd.DataFrame
    folds: int
    chosen: str
    table: list[dict[str, float | str]]


def train(audited: Records, plan: Plan) -> Trained:
    """Compare the candidates on folds and fit the choice on everything.

    Without labels there is nothing to compare: `unsupervised` remains, and it claims no chances.

    Parameters
    ----------
    audited : Records
        All records, with the labels that are known.
    plan : Plan
    """
    settings = plan.settings
    prepared = Prepared.of(audited, settings.seed, plan.jobs)
    records, overlap = with_chances(audited, prepared.matrix)
    folds = make_folds(records, plan.protocol)
    shared = None if records.source.has_dates else prepared
    every = run_folds(records, folds, settings, plan.jobs, shared)
    predictions = every[every[AUDITS].isna()].reset_index(drop=True)
    chosen, table = NO_AUDITS, list[dict[str, float | str]]()
    if folds and records.learnable.any():
        best, table = choose(predictions, settings.candidates, records.scale)
        chosen = best if table else NO_AUDITS
    outcome = _Outcome(records, plan, overlap, predictions, len(folds), chosen, table)
    weighted = replace(prepared, records=records)
    final = Progress("final fit: part", 2)
    model = fit_prepared(weighted, [chosen], settings.seed)[chosen]
    final.done(1)
    baselines = fit_baselines(weighted)
    final.done(2)
    return Trained(
        model=model,
        baselines=baselines,
        predictions=predictions[COLUMNS],
        by_unit=_by_unit(records, plan),
        retrospective=_retrospective(outcome),
        curve=learning_curve(every, settings.candidates, records.scale),
        account=_account(outcome)
        | {
            "against_declared": against_declared(model, records),
            "anchors": _anchors(model, records),
        },
    )


def _anchors(model: StackedClassifier, records: Records) -> list[str]:
    """Features that officers hold on to, by name."""
    names = np.array(features_of(records, model.design.columns), dtype=object)
    return sorted(set(names[model.design.norm.anchors].tolist()))


def _by_unit(records: Records, plan: Plan) -> pd.DataFrame:
    """Predictions for each unit of an undated source, learned from all others."""
    left_out = [] if records.source.has_dates else leave_units_out(records)
    return run_folds(records, left_out, replace(plan.settings, sizes=()), plan.jobs)[COLUMNS]


def _retrospective(outcome: _Outcome) -> pd.DataFrame:
    """Out-of-fold chances and orders of every row where nothing is left to score; else no rows.

    Of the chosen candidate and, so that lists have something to fall back on, of baselines.
    """
    records, predictions, plan = outcome.records, outcome.predictions, outcome.plan
    levels = [f"p_level_{level}" for level in records.scale.levels]
    names = ["assessment_id", "candidate", "priority", *levels]
    if not records.source.fully_audited or not outcome.folds:
        return pd.DataFrame(columns=names)
    if records.source.has_dates:
        once = replace(plan.protocol, repeats=1)
        chosen_only = replace(plan.settings, candidates=(outcome.chosen,), sizes=())
        folds = list(repeated_folds(records, once))
        predictions = run_folds(records, folds, chosen_only, plan.jobs)
    others = set(plan.settings.candidates) - {outcome.chosen}
    return predictions.loc[~predictions["candidate"].isin(others), names].reset_index(drop=True)


def _account(outcome: _Outcome) -> dict[str, Any]:
    """What the training did, in the JSON that later stages read."""
    candidates = outcome.plan.settings.candidates
    baselines = [c for c in outcome.predictions["candidate"].unique() if c not in candidates]
    kinds = [(name, "model") for name in candidates] + [(name, "baseline") for name in baselines]
    rolling = outcome.records.source.has_dates
    return {
        "candidates": [{"name": name, "kind": kind} for name, kind in kinds],
        "absent": cleanlab.absent(),
        "chosen": outcome.chosen,
        "choice": [
            {name: round(v, DIGITS) if isinstance(v, float) else v for name, v in row.items()}
            for row in outcome.table
        ],
        "folds": outcome.folds,
        "protocol": "rolling origin" if rolling else "repeated stratified",
        "seed": outcome.plan.settings.seed,
        "as_of": outcome.records.features.as_of,
        "selection": asdict(outcome.overlap),
        "counts": _counts(outcome.records),
    }


def _counts(records: Records) -> dict[str, int]:
    return {
        "assessments": len(records),
        "audited": int(records.audited.sum()),
        "prompted": int((records.audited & records.prompted).sum()),
        "learned_from": int(records.learnable.sum()),
        "too_low": int(np.nansum(records.under[records.learnable])),
        "at_random": int((records.audited & records.at_random).sum()),
        "not_independent": int(records.dependent.sum()),
    }
