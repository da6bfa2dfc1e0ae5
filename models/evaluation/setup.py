"""A race laid out for marking: the questions, what each candidate says, and how sure we can be."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.source import Source
from models.evaluation.estimation.bootstrap import draw_people
from models.evaluation.estimation.doubly_robust import audited_only, support
from models.evaluation.estimation.estimate import ReportingRule
from models.evaluation.estimation.settings import Plan, View
from models.evaluation.predictions.arrays import (
    Race,
    TargetCases,
    field_of,
    lay_out,
    probability,
    score,
)
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.predictions.targets import targets_of


@dataclass(frozen=True)
class Settings:
    """The 'evaluate' section of params.yaml: how a race is marked.

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
class TargetResults:
    """One question with everything that is said about it.

    Parameters
    ----------
    field : TargetCases
        The cases of which it is asked.
    views : dict of View
        What each candidate with a view on the question says, chosen candidate included.
    """

    field: TargetCases
    views: dict[str, View]

    def audited_only(self) -> "TargetResults":
        """The audited cases as if they were all there is."""
        seen = self.field.audited
        views = {name: view.where(seen) for name, view in self.views.items()}
        return TargetResults(audited_only(self.field), views)


@dataclass(frozen=True)
class EvaluationSetup:
    """A race with everything needed to say how it went.

    Parameters
    ----------
    cases : frame
        One row per repeat, fold and assessment.
    standing : Entrants
        Who took part, who was chosen.
    heats : dict of TargetResults
        Per target; the first is the main question, whether the rating was too low.
    plan : Plan
        Draws, floors and capacity.
    priority : array of shape (n_cases,), optional
        What lists are sorted by, as the chosen candidate sees it; None where it took no part.
    """

    cases: pd.DataFrame
    standing: Entrants
    heats: dict[str, TargetResults]
    plan: Plan
    priority: NDArray[np.float64] | None

    @property
    def speaks_for_all(self) -> bool:
        """Whether the audits, by their weights, speak for every case."""
        field = self.heats["under"].field
        return support(field, np.ones(len(field.rows), dtype=bool)).doubt is None

    @property
    def main(self) -> TargetResults:
        """Whether the rating was too low, asked of all cases if audits speak for all of them.

        Where they do not, asked of the audited cases alone.
        """
        whole = self.heats["under"]
        return whole if self.speaks_for_all else whole.audited_only()

    @property
    def chosen(self) -> View | None:
        """What the chosen candidate says of the main question; None where it took no part."""
        return self.main.views.get(self.standing.chosen)


def set_up(
    fold_predictions: pd.DataFrame, standing: Entrants, *, source: Source, settings: Settings
) -> EvaluationSetup:
    """Lay the race out for marking."""
    race = lay_out(fold_predictions)
    outcome_from = source.under_from if source.label == "outcome" else None
    targets = targets_of(source.scale, outcome_from=outcome_from)
    heats = {target.name: _heat(race, field_of(race, target)) for target in targets}
    draws = draw_people(race.people, draws=settings.draws, seed=settings.seed)
    plan = Plan(draws, ReportingRule(settings.floor_positives), settings.capacity_share)
    chosen = race.predictions.get(standing.chosen)
    listed_by = None if chosen is None else chosen["priority"].to_numpy(np.float64)
    return EvaluationSetup(race.cases, standing, heats, plan, listed_by)


def _heat(race: Race, field: TargetCases) -> TargetResults:
    scores = {name: score(race, field, name) for name in race.predictions}
    views = {
        name: View(ranked, probability(race, field, name))
        for name, ranked in scores.items()
        if ranked is not None
    }
    return TargetResults(field, views)
