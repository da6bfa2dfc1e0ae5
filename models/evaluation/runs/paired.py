"""Two runs on the cases that both predicted: paired differences of the chosen candidates."""

from dataclasses import replace

import numpy as np
import pandas as pd

from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.plan import EstimationPlan
from models.evaluation.estimation.results import TargetResults
from models.evaluation.metrics.metrics import statistics
from models.evaluation.predictions.arrays import PREDICTED
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.runs.compare import SHOWN
from models.evaluation.runs.record import RunRecord
from models.evaluation.setup import EvaluationSettings, set_up

Differences = dict[str, dict[str, Figure]]


def paired_differences(
    before: RunRecord, now: RunRecord, settings: EvaluationSettings
) -> Differences:
    """Per target and metric, this run's chosen candidate less the committed one's.

    Both are setup on the assessments that lie in the test windows of both runs, by what is now
    known of them, in one window; an assessment predicted in several repeats counts once, at its
    mean. Empty where a run's predictions are not kept, no case is shared, or the source is another.
    """
    if before.source.name != now.source.name:
        return {}
    if before.predictions is None or now.predictions is None:
        return {}
    together = _together(before, now)
    if together.empty:
        return {}
    entrants = Entrants({"before": "model", "now": "model"}, "now")
    setup = set_up(together, entrants, source=now.source, settings=settings)
    return {name: _differences(one, setup.plan) for name, one in setup.targets.items()}


def _together(before: RunRecord, now: RunRecord) -> pd.DataFrame:
    """The shared assessments, as the fold predictions of two candidates."""
    then, here = (_once(run) for run in (before, now))
    shared = then.index.intersection(here.index).sort_values()
    facts = here.loc[shared].assign(repeat=1, fold=1)
    frames = [
        facts.assign(candidate=name, **{column: frame.loc[shared, column] for column in PREDICTED})
        for name, frame in (("before", then), ("now", here))
    ]
    return pd.concat(frames).reset_index()


def _once(run: RunRecord) -> pd.DataFrame:
    """The chosen candidate's predictions, one row an assessment."""
    assert run.predictions is not None
    chosen = run.predictions[run.predictions["candidate"] == run.metrics["chosen"]]
    chosen = chosen.astype(dict.fromkeys(PREDICTED, np.float64))
    first = chosen.drop_duplicates("assessment_id").set_index("assessment_id")
    means = chosen.groupby("assessment_id")[PREDICTED].mean()
    once: pd.DataFrame = first.drop(columns=["candidate", *PREDICTED]).join(means)
    return once


def _differences(results: TargetResults, plan: EstimationPlan) -> dict[str, Figure]:
    if not len(results.cases) or set(results.views) != {"before", "now"}:
        return {}
    then, here = (
        statistics(results.cases, results.views[name], plan) for name in ("before", "now")
    )
    return {
        name: replace(here[name], drawn=here[name].drawn - then[name].drawn).figure(plan.evidence)
        for name in SHOWN
        if name in then and name in here
    }


def in_words(differences: Differences) -> dict[str, dict[str, str]]:
    """Each difference with its interval, or why there is none.

    Examples
    --------
    >>> in_words({"under": {"roc_auc": Figure(0.02, -0.01, 0.05, 300, 40)}})
    {'under': {'roc_auc': '+0.020 [-0.010, +0.050] on 300 shared audits'}}
    """
    return {
        target: {name: _words(figure) for name, figure in figures.items()}
        for target, figures in differences.items()
    }


def _words(figure: Figure) -> str:
    if figure.value is None:
        return f"{figure.reason} on {figure.n} shared audits"
    return (
        f"{figure.value:+.3f} [{figure.low:+.3f}, {figure.high:+.3f}] on {figure.n} shared audits"
    )
