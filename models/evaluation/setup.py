"""Everything that the evaluation works on, prepared once: cases, predictions, draws."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.source import Source
from models.evaluation.estimation.bootstrap import draw_people
from models.evaluation.estimation.doubly_robust import support
from models.evaluation.estimation.estimate import ReportingRule
from models.evaluation.estimation.plan import EstimationPlan
from models.evaluation.estimation.results import TargetResults
from models.evaluation.predictions.arrays import (
    Race,
    TargetCases,
    lay_out,
    target_cases,
    view_of,
)
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.predictions.targets import targets_of


@dataclass(frozen=True)
class EvaluationSettings:
    """The 'evaluate' section of params.yaml.

    Parameters
    ----------
    capacity_share : float
        Places as a share of each test window, 0 to 1.
    draws, seed : int
        How often people are drawn again, and where the drawing starts.
    floor_positives : int
        Audits, and finds among them, below which a figure reads ``not enough evidence``.
    """

    capacity_share: float
    draws: int
    seed: int
    floor_positives: int


@dataclass(frozen=True)
class EvaluationSetup:
    """A race with everything needed to evaluate it.

    Parameters
    ----------
    case_table : frame
        One row per repeat, fold and assessment.
    entrants : Entrants
        Who took part, who was chosen.
    targets : dict of TargetResults
        By name: first ``under``, whether the rating was too low; last the pair of levels that
        matters most.
    main : TargetResults
        ``under`` for all cases if the audits speak for all of them, else for audited ones alone.
    speaks_for_all : bool
        Whether they do.
    priority : array of shape (n_main_cases,) or None
        What lists are sorted by, as the chosen candidate puts it; None where it took no part.
    plan : EstimationPlan
        Draws, floors and capacity.
    """

    case_table: pd.DataFrame
    entrants: Entrants
    targets: dict[str, TargetResults]
    main: TargetResults
    speaks_for_all: bool
    priority: NDArray[np.float64] | None
    plan: EstimationPlan

    @property
    def found_too_low(self) -> "pd.Series[float]":
        """1 or 0 by `assessment_id`, each audited assessment of ``under`` once."""
        cases = self.targets["under"].cases
        rows = self.case_table["assessment_id"].iloc[cases.rows[cases.audited]]
        found = pd.Series(cases.y[cases.audited], index=rows.to_numpy(), name="found")
        return found[~found.index.duplicated()]

    @property
    def people(self) -> "pd.Series[str]":
        """`person_id` of each case of ``main``."""
        return self.case_table["person_id"].iloc[self.main.cases.rows]


def set_up(
    fold_predictions: pd.DataFrame,
    entrants: Entrants,
    *,
    source: Source,
    settings: EvaluationSettings,
) -> EvaluationSetup:
    """Prepare fold predictions for evaluation.

    Parameters
    ----------
    fold_predictions : frame
        ``fold_predictions.parquet``: one row per candidate, repeat, fold and assessment.
    """
    race = lay_out(fold_predictions)
    outcome_from = source.under_from if source.label == "outcome" else None
    targets = {
        target.name: _results(race, target_cases(race, target), entrants.chosen)
        for target in targets_of(source.scale, outcome_from=outcome_from)
    }
    under = targets["under"]
    speaks_for_all = support(under.cases, np.ones(len(under.cases), dtype=bool)).doubt is None
    main = under if speaks_for_all else under.audited_only()
    draws = draw_people(race.people.nunique(), draws=settings.draws, seed=settings.seed)
    return EvaluationSetup(
        case_table=race.case_table,
        entrants=entrants,
        targets=targets,
        main=main,
        speaks_for_all=speaks_for_all,
        priority=_priority(race, entrants.chosen, main.cases),
        plan=EstimationPlan(
            draws, ReportingRule(settings.floor_positives), settings.capacity_share
        ),
    )


def _results(race: Race, cases: TargetCases, chosen: str) -> TargetResults:
    views = {
        name: view
        for name, predicted in race.predictions.items()
        if (view := view_of(predicted.iloc[cases.rows], cases.target)) is not None
    }
    return TargetResults.of(cases, views, chosen)


def _priority(race: Race, chosen: str, cases: TargetCases) -> NDArray[np.float64] | None:
    if chosen not in race.predictions:
        return None
    return race.predictions[chosen]["priority"].to_numpy(np.float64)[cases.rows]
