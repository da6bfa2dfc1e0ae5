"""Everything that is reported of one race: figures, the verdict, tables of curves."""

from dataclasses import dataclass, replace

import pandas as pd

from models.evaluation.estimation.corrected import all_finds, corrected
from models.evaluation.estimation.estimate import ReportingRule
from models.evaluation.estimation.plan import EstimationPlan
from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.by_priority import laid_over, measure_by_priority
from models.evaluation.gate.chances import check_chances
from models.evaluation.gate.comparisons import compare
from models.evaluation.gate.gate import GateRules, Verdict, judge, without_model
from models.evaluation.gate.prior_gain import stated_prior
from models.evaluation.gate.weight_cap import weight_cap
from models.evaluation.metrics import curves
from models.evaluation.metrics.calibration import NO_BINS, bins
from models.evaluation.metrics.funnel import by_unit
from models.evaluation.metrics.metrics import measure
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.setup import EvaluationSetup

AUDITED_ALONE = "Judged on audited cases alone: how they were picked does not speak for the others."


def metrics(setup: EvaluationSetup) -> dict[str, object]:
    """The content of metrics.json: target, candidate, metric; and who was chosen."""
    targets: dict[str, object] = {
        name: _figures(results, setup.plan) for name, results in setup.targets.items()
    }
    return targets | {"chosen": setup.entrants.chosen}


def _figures(results: TargetResults, plan: EstimationPlan) -> dict[str, dict[str, object]]:
    """Every candidate's figures on one target; none where it has no case."""
    if not len(results.cases):
        return {}
    finds = all_finds(results, plan.draws)
    figures = {
        name: measure(results.cases, view, plan) | corrected(results, view, finds, plan)
        for name, view in results.views.items()
    }
    return {
        name: {metric: figure.as_json() for metric, figure in of_one.items()}
        for name, of_one in figures.items()
    }


def verdict(setup: EvaluationSetup, rules: GateRules) -> Verdict:
    """Whether the chosen model may make the lists."""
    main, entrants = setup.main, setup.entrants
    audits = int(main.cases.audited.sum())
    rivals = tuple(name for name in entrants.baselines if name in main.views)
    if entrants.is_baseline or main.chosen_view is None or not audits or not rivals:
        on_record = entrants.audits_on_record
        return without_model(entrants.chosen, audits=audits, on_record=on_record)
    plan = replace(setup.plan, evidence=ReportingRule(setup.plan.evidence.floor, rules.interval))
    judged = judge(
        compare(main, plan),
        check_chances(main, setup.plan),
        chosen=entrants.chosen,
        baselines=rivals,
        rules=rules,
    )
    if setup.speaks_for_all:
        return judged
    return replace(judged, sentence=f"{judged.sentence} {AUDITED_ALONE}")


def gate(setup: EvaluationSetup, verdict: Verdict) -> dict[str, object]:
    """The content of gate.json: the verdict, and two comparisons of lists that do not decide it."""
    main, plan = setup.main, setup.plan
    pair = list(setup.targets.values())[-1]
    best = best_baseline(setup.entrants, verdict)
    kinds = [main, laid_over(main, pair)]
    return verdict.as_json() | {
        "weights": weight_cap(main, plan.capacity),
        "stated_prior": stated_prior(main, plan),
        "by_priority": measure_by_priority(kinds, setup.priority, best, plan),
    }


def best_baseline(entrants: Entrants, verdict: Verdict) -> str | None:
    """The baseline whose list finds most; None where the chosen candidate met none."""
    rivals = [one.against for one in verdict.comparisons if one.against in entrants.baselines]
    return rivals[0] if rivals else None


@dataclass(frozen=True)
class EvaluationTables:
    """What the pictures show and other tools plot.

    Parameters
    ----------
    finds : frame
        What checking ever more cases would find: first in the order that makes the lists, then
        in that of the chosen candidate or of the best baseline, whichever is the other.
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


def tables(setup: EvaluationSetup, verdict: Verdict, unit_of: "pd.Series[str]") -> EvaluationTables:
    """The tables of the main target; empty ones where there was no audit.

    Parameters
    ----------
    unit_of : series of str
        `unit_id` by `assessment_id`.
    """
    main = setup.main
    best = best_baseline(setup.entrants, verdict)
    made_by = main.chosen if verdict.used == "model" else verdict.used
    orders = dict.fromkeys([made_by, main.chosen, best])
    shown = [name for name in orders if name and name in main.views][:2]
    points = curves.points(main.cases, main.views)
    probability = main.chosen_view.probability if main.chosen_view else None
    return EvaluationTables(
        finds=curves.finds_against_checked(main, shown, setup.plan),
        bins=NO_BINS if probability is None else bins(main.cases, probability),
        roc=points[["candidate", "false_positive_rate", "true_positive_rate"]],
        precision_recall=points[["candidate", "recall", "precision"]],
        units=by_unit(setup.found_too_low, unit_of),
    )
