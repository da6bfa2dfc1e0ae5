"""One training: the race on folds, the choice, and the choice fitted on all that is known."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from models.training.race import COLUMNS, Entry, choose, run_folds
from models.training.rating_model import RatingModel, fit_candidates
from models.training.records import Records
from models.training.splits import Protocol, leave_one_unit_out, make_folds, repeated_folds

NO_AUDITS = "practice"


@dataclass(frozen=True)
class Trained:
    """What a training leaves behind."""

    model: RatingModel
    predictions: pd.DataFrame
    by_unit: pd.DataFrame
    retrospective: pd.DataFrame
    account: dict[str, Any]


@dataclass(frozen=True)
class _Race:
    """What was run, and what came of it."""

    records: Records
    entry: Entry
    predictions: pd.DataFrame
    folds: int
    chosen: str
    table: list[dict[str, float | str]]


def train(records: Records, entry: Entry, protocol: Protocol, jobs: int) -> Trained:
    """Run the race and fit the choice.

    With no labels there is no race: common practice is what remains, and it claims no chances.
    """
    folds = make_folds(records, protocol)
    predictions = run_folds(records, folds, entry, jobs)
    chosen, table = NO_AUDITS, list[dict[str, float | str]]()
    if folds:
        chosen, table = choose(predictions, entry.candidates, records.scale)
    race = _Race(records, entry, predictions, len(folds), chosen, table)
    model = fit_candidates(records, [chosen], entry.seed)[chosen]
    undated = not records.source.has_dates
    by_unit = run_folds(records, leave_one_unit_out(records) if undated else [], entry, jobs)
    return Trained(
        model=model,
        predictions=predictions[COLUMNS],
        by_unit=by_unit[COLUMNS],
        retrospective=_retrospective(race, protocol, jobs),
        account=_account(race),
    )


def _retrospective(race: _Race, protocol: Protocol, jobs: int) -> pd.DataFrame:
    """Out-of-fold chances of every row where there is nothing left to score; else no rows."""
    records, predictions = race.records, race.predictions
    names = ["assessment_id", "candidate", *(f"p_level_{level}" for level in records.scale.levels)]
    if not records.source.fully_audited or not race.folds:
        return pd.DataFrame(columns=names)
    if records.source.has_dates:
        once = replace(protocol, repeats=1)
        alone = replace(race.entry, candidates=(race.chosen,))
        predictions = run_folds(records, list(repeated_folds(records, once)), alone, jobs)
    return predictions.loc[predictions["candidate"] == race.chosen, names].reset_index(drop=True)


def _account(race: _Race) -> dict[str, Any]:
    """What the training did, in the JSON that later stages read."""
    entrants = race.entry.candidates
    baselines = [c for c in race.predictions["candidate"].unique() if c not in entrants]
    kinds = [(name, "model") for name in entrants] + [(name, "baseline") for name in baselines]
    rolling = race.records.source.has_dates
    return {
        "candidates": [{"name": name, "kind": kind} for name, kind in kinds],
        "chosen": race.chosen,
        "choice": [
            {name: round(v, 9) if isinstance(v, float) else v for name, v in row.items()}
            for row in race.table
        ],
        "folds": race.folds,
        "protocol": "rolling origin" if rolling else "repeated stratified",
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
