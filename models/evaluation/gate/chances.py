"""Whether the chosen candidate's chances hold: over all ratings, at each level, and in slope."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.evaluation.estimation.estimate import Figure, ReportingRule
from models.evaluation.estimation.plan import EstimationPlan
from models.evaluation.estimation.results import TargetResults
from models.evaluation.metrics.calibration import in_the_large, slope

OVERALL, AT_A_LEVEL, SLOPE = (0.9, 1.1), (0.85, 1.15), (0.5, 2.0)
ENOUGH_FINDS = 100  # without which no mean chance is held against a model
INTERVAL = 0.99  # several figures are looked at: each must be this sure to turn a model down


@dataclass(frozen=True)
class ChanceCheck:
    """One figure that is 1 where the chances hold.

    Parameters
    ----------
    name : str
        ``ratio``, ``ratio_<level>`` or ``slope``.
    meaning : str
        What the figure is, in words.
    limits : pair of float
        What is allowed.
    figure : Figure
        With its interval of 99 %.
    """

    name: str
    meaning: str
    limits: tuple[float, float]
    figure: Figure

    @property
    def fails(self) -> bool:
        """Outside its limits, and surely not 1; few finds are not held against a model.

        A slope says whether the order tells anything, so it needs no floor beside its interval.
        """
        value, low, high = self.figure.value, self.figure.low, self.figure.high
        if value is None or low is None or high is None:
            return False
        if self.figure.positives < ENOUGH_FINDS and self.limits != SLOPE:
            return False
        return not self.limits[0] <= value <= self.limits[1] and not low <= 1 <= high

    def as_json(self) -> dict[str, object]:
        """The entry of gate.json."""
        meaning = {"meaning": self.meaning, "limits": list(self.limits), "interval": INTERVAL}
        return {**self.figure.as_json(), **meaning}

    def in_words(self) -> str:
        """What does not hold, with the limits.

        Examples
        --------
        >>> figure = Figure(1.6, 1.3, 1.9, 200, 40)
        >>> ChanceCheck("slope", "slope", SLOPE, figure).in_words()
        'its chances do not hold: slope is 1.60 (1.30 to 1.90; allowed 0.5 to 2)'
        """
        value, low, high = self.figure.value, self.figure.low, self.figure.high
        least, most = self.limits
        return (
            f"its chances do not hold: {self.meaning} is {value:.2f} "
            f"({low:.2f} to {high:.2f}; allowed {least:g} to {most:g})"
        )


def check_chances(results: TargetResults, plan: EstimationPlan) -> tuple[ChanceCheck, ...]:
    """Every check of the chosen candidate's chances; none where it states no chance.

    A level is looked at where its audits found at least 100 ratings too low.
    """
    view = results.chosen_view
    if view is None or view.probability is None:
        return ()
    sure = replace(plan, evidence=ReportingRule(plan.evidence.floor, INTERVAL))
    cases, probability = results.cases, view.probability
    return (
        ChanceCheck(
            "ratio",
            "mean chance over the share found",
            OVERALL,
            in_the_large(cases, probability, sure),
        ),
        *_by_level(results, sure),
        ChanceCheck(
            "slope",
            "slope of what was found on the log odds of the chance",
            SLOPE,
            slope(cases, probability, sure),
        ),
    )


def _by_level(results: TargetResults, plan: EstimationPlan) -> Iterator[ChanceCheck]:
    levels = results.cases.target.scale.levels
    for rank, level in enumerate(levels):
        part = results.where(results.cases.level == rank)
        view = part.chosen_view
        if view is None or view.probability is None or not len(part.cases):
            continue
        figure = in_the_large(part.cases, view.probability, plan)
        if figure.positives >= ENOUGH_FINDS:
            name = str(level).replace("_", " ")
            meaning = f"mean chance over the share found of ratings of {name}"
            yield ChanceCheck(f"ratio_{level}", meaning, AT_A_LEVEL, figure)
