"""Everything that is said of one race: figures, the verdict, tables of curves."""

from dataclasses import dataclass, replace

import pandas as pd

from models.evaluation.estimation.corrected import Complete, corrected
from models.evaluation.estimation.doubly_robust import expected_finds
from models.evaluation.estimation.estimate import Figure, ReportingRule
from models.evaluation.estimation.settings import Plan, View
from models.evaluation.gate.by_priority import measure_by_priority
from models.evaluation.gate.comparisons import compare
from models.evaluation.gate.gate import Rules, Verdict, judge, without_model
from models.evaluation.gate.prior_gain import stated_prior
from models.evaluation.metrics import curves
from models.evaluation.metrics.calibration import NO_BINS, bins, in_the_large, slope
from models.evaluation.metrics.funnel import by_unit
from models.evaluation.metrics.metrics import measure
from models.evaluation.setup import EvaluationSetup, TargetResults

AUDITED_ALONE = "Judged on audited cases alone: how they were picked does not speak for the others."


def metrics(marked: EvaluationSetup) -> dict[str, object]:
    """The content of metrics.json: target, candidate, metric; and who was chosen."""
    told: dict[str, object] = {
        target: {
            name: {metric: figure.as_json() for metric, figure in figures.items()}
            for name, figures in _figures(marked, heat).items()
        }
        for target, heat in marked.heats.items()
    }
    return told | {"chosen": marked.standing.chosen}


def _figures(marked: EvaluationSetup, heat: TargetResults) -> dict[str, dict[str, Figure]]:
    """Every candidate's figures on one target; none where nobody was asked."""
    if not len(heat.field.rows):
        return {}
    chosen = heat.views.get(marked.standing.chosen)
    expected = expected_finds(heat.field, chosen.claimed if chosen else None)
    complete = Complete.of(heat.field, expected, marked.plan.draws)
    return {
        name: measure(heat.field, view, marked.plan)
        | corrected(heat.field, view, complete, marked.plan)
        for name, view in heat.views.items()
    }


def verdict(marked: EvaluationSetup, rules: Rules) -> Verdict:
    """Whether the chosen model may make the lists."""
    standing, heat, chosen = marked.standing, marked.main, marked.chosen
    audits = int(heat.field.audited.sum())
    rivals = tuple(name for name in standing.baselines if name in heat.views)
    if standing.is_baseline or chosen is None or not audits or not rivals:
        return without_model(standing.chosen, audits=audits)
    evidence = ReportingRule(marked.plan.evidence.floor, rules.interval)
    plan = replace(marked.plan, evidence=evidence)
    comparisons = compare(heat.field, heat.views, standing.chosen, plan)
    held = calibration(heat, chosen, plan)
    told = judge(comparisons, held, chosen=standing.chosen, baselines=rivals, rules=rules)
    if marked.speaks_for_all:
        return told
    return replace(told, sentence=f"{told.sentence} {AUDITED_ALONE}")


def calibration(heat: TargetResults, view: View, plan: Plan) -> dict[str, Figure]:
    """Whether the chances hold, at the plan's level; nothing where none are claimed."""
    if view.claimed is None:
        return {}
    return {
        "ratio": in_the_large(heat.field, view.claimed, plan),
        "slope": slope(heat.field, view.claimed, plan),
    }


def gate(marked: EvaluationSetup, told: Verdict) -> dict[str, object]:
    """The content of gate.json: the verdict, and two comparisons of lists that do not decide it."""
    beside = {
        "stated_prior": stated_prior(marked),
        "as_listed": measure_by_priority(marked, best_baseline(marked, told)),
    }
    return told.as_json() | beside


def best_baseline(marked: EvaluationSetup, told: Verdict) -> str | None:
    """The baseline whose list finds most; None where the chosen candidate met none."""
    rivals = [c.against for c in told.comparisons if c.against in marked.standing.baselines]
    return rivals[0] if rivals else None


@dataclass(frozen=True)
class Tables:
    """What the pictures show and other tools plot.

    Parameters
    ----------
    finds : frame
        What checking ever more cases would find, in the order of the chosen candidate and of the
        best baseline.
    bins : frame
        Audits by the chance that the chosen candidate had given them.
    roc, precision_recall : frame
        Points of both curves, per candidate.
    units : frame
        Teams side by side, in no order of merit.
    """

    finds: pd.DataFrame
    bins: pd.DataFrame
    roc: pd.DataFrame
    precision_recall: pd.DataFrame
    units: pd.DataFrame


def tables(marked: EvaluationSetup, told: Verdict, unit_of: "pd.Series[str]") -> Tables:
    """The tables of the main question; empty ones where nobody was audited."""
    heat, chosen = marked.main, marked.chosen
    named = (marked.standing.chosen, best_baseline(marked, told))
    shown = {name: heat.views[name] for name in named if name in heat.views}
    points = curves.points(heat.field, heat.views)
    claimed = chosen.claimed if chosen else None
    return Tables(
        finds=curves.finds_against_checked(heat.field, shown, marked.plan),
        bins=NO_BINS if claimed is None else bins(heat.field, claimed),
        roc=points[["candidate", "false_positive_rate", "true_positive_rate"]],
        precision_recall=points[["candidate", "recall", "precision"]],
        units=by_unit(marked, unit_of),
    )
