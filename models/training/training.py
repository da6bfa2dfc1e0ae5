"""One training: the race on folds, the choice, and the chosen candidate fitted on all that is known."""

from collections.abc import Sequence
from dataclasses import dataclass
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


def train(records: Records, entry: Entry, protocol: Protocol, jobs: int) -> Trained:
    """Run the race and fit the choice.

    With no labels there is no race: common practice is what remains, and it claims no chances.
    """
    folds = make_folds(records, protocol)
    predictions = run_folds(records, folds, entry, jobs)
    chosen, table = NO_AUDITS, []
    if folds:
        chosen, table = choose(predictions, entry.candidates, records.scale)
    model = fit_candidates(records, [chosen], entry.seed)[chosen]
    undated = not records.source.has_dates
    by_unit = run_folds(records, leave_one_unit_out(records) if undated else [], entry, jobs)
    return Trained(
        model=model,
        predictions=predictions[COLUMNS],
        by_unit=by_unit[COLUMNS],
        retrospective=_retrospective(records, predictions, entry, protocol, chosen, jobs),
        account=_account(records, predictions, entry, chosen, table, len(folds)),
    )


def _retrospective(
    records: Records,
    predictions: pd.DataFrame,
    entry: Entry,
    protocol: Protocol,
    chosen: str,
    jobs: int,
) -> pd.DataFrame:
    """Out-of-fold chances of every row where there is nothing left to score; else no rows."""
    names = ["assessment_id", "candidate", *(f"p_level_{level}" for level in records.scale.levels)]
    if not records.source.fully_audited:
        return pd.DataFrame(columns=names)
    if records.source.has_dates:
        once = Protocol(protocol.folds, 1, protocol.first_cut, protocol.seed)
        alone = Entry((chosen,), entry.weights, entry.seed)
        predictions = run_folds(records, list(repeated_folds(records, once)), alone, jobs)
    return predictions.loc[predictions["candidate"] == chosen, names].reset_index(drop=True)


def _account(
    records: Records,
    predictions: pd.DataFrame,
    entry: Entry,
    chosen: str,
    table: Sequence[dict[str, float | str]],
    folds: int,
) -> dict[str, Any]:
    baselines = [c for c in predictions["candidate"].unique() if c not in entry.candidates]
    models = [{"name": name, "kind": "model"} for name in entry.candidates]
    learnable = records.audited & ~records.prompted & (records.assigned < records.ceiling_rank)
    return {
        "candidates": [*models, *({"name": name, "kind": "baseline"} for name in baselines)],
        "chosen": chosen,
        "choice": [
            {k: round(v, 9) if isinstance(v, float) else v for k, v in row.items()} for row in table
        ],
        "folds": folds,
        "protocol": "rolling origin" if records.source.has_dates else "repeated stratified",
        "counts": {
            "assessments": len(records),
            "audited": int(records.audited.sum()),
            "prompted": int((records.audited & records.prompted).sum()),
            "learned_from": int(learnable.sum()),
            "too_low": int(np.nansum(records.under[learnable])),
            "at_random": int((records.audited & records.at_random).sum()),
        },
    }
