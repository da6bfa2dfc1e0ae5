"""Scores: which assessments are in scope, and what the model says of each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit

from contracts.errors import InputError
from contracts.latest import is_latest
from models.training.baselines.baselines import Baselines, orders
from models.training.candidates.design_matrix import presumed_log_odds
from models.training.candidates.stacked_classifier import StackedClassifier
from models.training.data.encoding import Matrix
from models.training.data.records import Flags, Floats, Records
from models.training.published import DIGITS, published


@dataclass(frozen=True)
class Scope:
    """Which assessments are scored: the `scope` section of params.yaml.

    Parameters
    ----------
    max_age_weeks : int
        An assessment older than this on the run date is out of date, not merely unread.
    latest_only : bool
        Only the latest assessment of a person.
    other_as_of : bool
        Whether features may be taken as of another moment than those the model learned from.
    """

    max_age_weeks: int
    latest_only: bool
    other_as_of: bool


def check_as_of(records: Records, learned: str, scope: Scope) -> None:
    """Refuse features taken as of another moment than the model's, unless the scope allows it.

    Raises
    ------
    InputError
        If the model learned from features as of signature and these are as of the run date, or
        the other way round.
    """
    as_of = records.features.as_of
    if as_of != learned and not scope.other_as_of:
        fault = f"the model learned from features as of '{learned}'; these are as of '{as_of}'"
        step = "train again, or set scope.other_as_of: true in params.yaml and judge it by audits"
        raise InputError("catalogue.json", [fault], step)


def in_scope(records: Records, scope: Scope) -> Flags:
    """True for what is not yet audited, recent enough, and the person's latest; shape (n,).

    A source in which everything has been audited is scored whole, from out-of-fold predictions.
    """
    if records.source.fully_audited:
        return np.ones(len(records), dtype=bool)
    kept = ~records.audited
    signed = pd.to_datetime(records.table["assessment_date"])
    if records.source.has_dates and records.source.run_date is not None:
        age = pd.Timestamp(records.source.run_date) - signed
        kept &= (age <= pd.Timedelta(weeks=scope.max_age_weeks)).to_numpy()
        if scope.latest_only:
            kept &= is_latest(records.table).to_numpy(bool)
    return np.asarray(kept, dtype=bool)


@dataclass(frozen=True)
class ToScore:
    """Records in scope and their design matrix, shape (n, N_PRIOR + n_columns)."""

    records: Records
    matrix: Matrix


def score(
    in_scope: ToScore, model: StackedClassifier, weights: Floats, *, audits_used: int
) -> pd.DataFrame:
    """One row an assessment, in the columns that other people's tools read.

    Without any audits no chance is claimed: `p_*` are empty and the order is that of departure
    from common practice.

    Parameters
    ----------
    in_scope : ToScore
    model : StackedClassifier
    weights : array of shape (n_levels, n_levels)
        Harm by assigned and right level.
    audits_used : int
        How many audits the model learned from.

    Returns
    -------
    DataFrame
        `assessment_id`, `person_id`, `unit_id`, `assessment_date`, `assigned`, a
        `p_level_<level>` for each level, `p_under`, `p_over`, `p_high`, `priority` and `model`,
        by identifier.
    """
    records, matrix = in_scope.records, in_scope.matrix
    chances = model.from_matrix(matrix, records.assigned)
    if audits_used:
        return table(records, chances, published(chances, records, weights), model.candidate)
    unclaimed = np.full(chances.shape, np.nan)
    figures = {name: np.full(len(records), np.nan) for name in ("p_under", "p_over", "p_high")}
    can_move = records.assigned < records.ceiling_rank
    departure = expit(presumed_log_odds(matrix))
    figures["priority"] = np.where(can_move, departure, 0.0).round(DIGITS)
    return table(records, unclaimed, figures, "unsupervised")


def fallback(
    in_scope: ToScore, model: StackedClassifier, baselines: Baselines, seed: int
) -> pd.DataFrame:
    """Each baseline's order of the same assessments: `assessment_id` and `priority_<name>`.

    Lists fall back on one of them where the model did not pass the gate.
    """
    records = in_scope.records
    return orders(baselines.rank(records, model.design, in_scope.matrix, seed), records)


def retrospective(records: Records, out_of_fold: pd.DataFrame, weights: Floats) -> pd.DataFrame:
    """Scores of a source in which everything has been audited: the mean out-of-fold chances.

    ``out_of_fold`` holds `assessment_id`, `candidate` and `p_level_<level>`, empty for baselines;
    an assessment that stood in no fold's test rows is not scored.
    """
    out_of_fold = out_of_fold[out_of_fold[f"p_level_{records.scale.levels[0]}"].notna()]
    names = [f"p_level_{level}" for level in records.scale.levels]
    mean = out_of_fold.groupby("assessment_id", sort=True)[names].mean()
    scored = records.take(records.table["assessment_id"].isin(mean.index).to_numpy(bool))
    chances = mean.reindex(scored.table["assessment_id"]).to_numpy(np.float64)
    model = f"{out_of_fold['candidate'].iloc[0]}, retrospective"
    return table(scored, chances, published(chances, scored, weights), model)


def retrospective_fallback(out_of_fold: pd.DataFrame) -> pd.DataFrame:
    """The same for a source in which everything has been audited: means over the repeats."""
    level = next(name for name in map(str, out_of_fold) if name.startswith("p_level_"))
    baselines = out_of_fold[out_of_fold[level].isna()]
    wide = baselines.pivot_table(
        index="assessment_id", columns="candidate", values="priority", aggfunc="mean"
    )
    return wide.round(DIGITS).add_prefix("priority_").rename_axis(columns=None).reset_index()


def table(
    records: Records, chances: Floats, figures: dict[str, Floats], model: str
) -> pd.DataFrame:
    """Put scores beside the identifiers, in the order of `assessment_id`.

    ``chances`` has shape (n, n_levels); ``figures`` holds `p_under`, `p_over`, `p_high` and
    `priority`, shape (n,) each.
    """
    if records.source.label == "outcome":
        chances = np.full(chances.shape, np.nan)
    frame = records.table[["assessment_id", "person_id", "unit_id", "assessment_date", "assigned"]]
    levels = {
        f"p_level_{level}": chances[:, i].round(DIGITS)
        for i, level in enumerate(records.scale.levels)
    }
    named = {name: figures[name] for name in ("p_under", "p_over", "p_high", "priority")}
    scores = frame.assign(**levels, **named, model=model)
    return scores.sort_values("assessment_id", kind="stable", ignore_index=True)
