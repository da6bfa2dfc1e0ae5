"""Everything that is said of one race: figures, verdict, bins, from fold predictions alone."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from contracts.source import Source
from models.evaluation.calibration import bins, in_the_large, slope
from models.evaluation.comparisons import compare
from models.evaluation.curves import finds_against_checked
from models.evaluation.figures import Evidence, Figure
from models.evaluation.gate import Rules, Verdict, judge, without_model
from models.evaluation.intervals import draw_people
from models.evaluation.metrics import Complete, Plan, View, corrected, measure
from models.evaluation.race import Field, Race, field_of, lay_out, probability, score
from models.evaluation.selection import expected_finds
from models.evaluation.standing import Standing
from models.evaluation.targets import targets_of


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
class Marked:
    """A race with everything needed to say how it went.

    Parameters
    ----------
    race : Race
        Who was predicted what.
    standing : Standing
        Who took part, who was chosen.
    fields : dict of Field
        Per target, the cases of which it can be asked; the main target first.
    views : dict
        Per target and candidate, its order and its chances.
    plan : Plan
        Draws, floors and capacity.
    """

    race: Race
    standing: Standing
    fields: dict[str, Field]
    views: dict[str, dict[str, View]]
    plan: Plan

    @property
    def main(self) -> Field:
        """The cases of the main question: whether the rating was too low."""
        return self.fields["under"]


def mark(
    fold_predictions: pd.DataFrame, standing: Standing, *, source: Source, settings: Settings
) -> Marked:
    """Lay the race out for marking."""
    race = lay_out(fold_predictions)
    asked = targets_of(source.scale, outcome_from=source.under_from)
    fields = {target.name: field_of(race, target) for target in asked}
    views = {name: _views(race, field) for name, field in fields.items()}
    draws = draw_people(race.people, draws=settings.draws, seed=settings.seed)
    plan = Plan(draws, Evidence(settings.floor_positives), settings.capacity_share)
    return Marked(race, standing, fields, views, plan)


def _views(race: Race, field: Field) -> dict[str, View]:
    scores = {name: score(race, field, name) for name in race.predictions}
    return {
        name: View(ranked, probability(race, field, name))
        for name, ranked in scores.items()
        if ranked is not None
    }


def metrics(marked: Marked) -> dict[str, object]:
    """The content of metrics.json: target, candidate, metric; and who was chosen."""
    told: dict[str, object] = {
        target: {
            name: {metric: figure.as_json() for metric, figure in figures.items()}
            for name, figures in _figures(marked, target).items()
        }
        for target in marked.fields
    }
    return told | {"chosen": marked.standing.chosen}


def _figures(marked: Marked, target: str) -> dict[str, dict[str, Figure]]:
    """Every candidate's figures on one target; none where the field is empty."""
    field, views, plan = marked.fields[target], marked.views[target], marked.plan
    if not len(field.rows):
        return {}
    chosen = views.get(marked.standing.chosen)
    expected = expected_finds(field, chosen.claimed if chosen else None)
    complete = Complete.of(field, expected, plan.draws)
    return {
        name: measure(field, view, plan) | corrected(field, view, complete, plan)
        for name, view in views.items()
    }


def verdict(marked: Marked, rules: Rules) -> Verdict:
    """Whether the chosen model may make the lists."""
    standing, field, views = marked.standing, marked.main, marked.views["under"]
    audits = int(field.audited.sum())
    rivals = tuple(name for name in standing.baselines if name in views)
    if standing.is_baseline or not audits or not rivals:
        return without_model(standing.without_model, audits=audits)
    evidence = Evidence(marked.plan.evidence.floor, rules.interval)
    plan = replace(marked.plan, evidence=evidence)
    comparisons = compare(field, views, standing.chosen, plan)
    held = calibration(field, views[standing.chosen], plan)
    return judge(comparisons, held, chosen=standing.chosen, baselines=rivals, rules=rules)


def calibration(field: Field, view: View, plan: Plan) -> dict[str, Figure]:
    """Whether the chances hold, at the plan's level; nothing where none are claimed."""
    if view.claimed is None:
        return {}
    return {
        "ratio": in_the_large(field, view.claimed, plan),
        "slope": slope(field, view.claimed, plan),
    }


def calibration_bins(marked: Marked) -> pd.DataFrame:
    """Audits by the chance that the chosen model had given them."""
    view = marked.views["under"].get(marked.standing.chosen)
    claimed = view.claimed if view else None
    if claimed is None:
        return bins(marked.main, np.zeros(len(marked.main.rows))).iloc[:0]
    return bins(marked.main, claimed)


def finds(marked: Marked) -> pd.DataFrame:
    """What checking ever more cases in the chosen order would find."""
    view = marked.views["under"].get(marked.standing.chosen)
    if view is None or not len(marked.main.rows):
        return pd.DataFrame(columns=["checked", "finds", "low", "high", "random"])
    expected = expected_finds(marked.main, view.claimed)
    return finds_against_checked(marked.main, view, expected, marked.plan)
