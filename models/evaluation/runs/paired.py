"""Two runs on the cases that both predicted: both figures and their difference."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.plan import EstimationPlan
from models.evaluation.estimation.results import TargetResults
from models.evaluation.metrics.metrics import statistics
from models.evaluation.predictions.arrays import PREDICTED
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.runs.record import SHOWN, RunRecord
from models.evaluation.setup import EvaluationSettings, set_up


@dataclass(frozen=True)
class PairedFigure:
    """One metric of both runs on the same cases, and this run's less the committed one's."""

    before: Figure
    now: Figure
    difference: Figure


PairedFigures = dict[str, dict[str, PairedFigure]]


def listing_candidate(run: RunRecord) -> str:
    """What made the lists of a run: its chosen candidate, or the baseline that the gate named."""
    used = str(run.gate["used"])
    return str(run.metrics["chosen"]) if used == "model" else used


def chosen_candidate(run: RunRecord) -> str:
    """The candidate that a run chose."""
    return str(run.metrics["chosen"])


def paired_figures(
    before: RunRecord,
    now: RunRecord,
    settings: EvaluationSettings,
    candidate_of: Callable[[RunRecord], str] = chosen_candidate,
) -> PairedFigures:
    """Per target and metric, a candidate of each run on the cases that both predicted.

    Both are set up on the assessments that lie in the test windows of both runs, by what is now
    known of them, in one window; an assessment predicted in several repeats counts once, at its
    mean. Empty where a run's predictions are not kept, no case is shared, or the source is another.
    """
    if before.source.name != now.source.name:
        return {}
    if before.predictions is None or now.predictions is None:
        return {}
    together = _together(*(_once(run, candidate_of(run)) for run in (before, now)))
    if together.empty:
        return {}
    entrants = Entrants({"before": "model", "now": "model"}, "now")
    setup = set_up(together, entrants, source=now.source, settings=settings)
    return {name: _of_target(one, setup.plan) for name, one in setup.targets.items()}


def _together(then: pd.DataFrame, here: pd.DataFrame) -> pd.DataFrame:
    """The shared assessments, as the fold predictions of two candidates."""
    shared = then.index.intersection(here.index).sort_values()
    facts = here.loc[shared].assign(repeat=1, fold=1)
    frames = [
        facts.assign(candidate=name, **{column: frame.loc[shared, column] for column in PREDICTED})
        for name, frame in (("before", then), ("now", here))
    ]
    return pd.concat(frames).reset_index()


def _once(run: RunRecord, candidate: str) -> pd.DataFrame:
    """A candidate's predictions, one row an assessment."""
    assert run.predictions is not None
    rows = run.predictions[run.predictions["candidate"] == candidate]
    rows = rows.astype(dict.fromkeys(PREDICTED, np.float64))
    first = rows.drop_duplicates("assessment_id").set_index("assessment_id")
    means = rows.groupby("assessment_id")[PREDICTED].mean()
    once: pd.DataFrame = first.drop(columns=["candidate", *PREDICTED]).join(means)
    return once


def _of_target(results: TargetResults, plan: EstimationPlan) -> dict[str, PairedFigure]:
    if not len(results.cases) or set(results.views) != {"before", "now"}:
        return {}
    then, here = (
        statistics(results.cases, results.views[name], plan) for name in ("before", "now")
    )
    return {
        name: PairedFigure(
            then[name].figure(plan.evidence),
            here[name].figure(plan.evidence),
            replace(here[name], drawn=here[name].drawn - then[name].drawn).figure(plan.evidence),
        )
        for name in SHOWN
        if name in then and name in here
    }
