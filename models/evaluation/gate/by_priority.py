"""The list exactly as teams get it: sorted by priority, while the gate looks at the chance alone.

A priority weighs harm: it may leave a likelier find of a smaller step for one that matters more.
So finds of the pair of levels that matters most are counted beside those of any rating too low,
on one and the same list of all cases.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.corrected import all_finds, corrected, of_list
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.plan import EstimationPlan
from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.comparisons import Comparison, against
from models.evaluation.gate.paired_lists import PairedLists
from models.evaluation.predictions.arrays import View

NOT_LISTED = "No model was chosen: none of its lists can be measured."
OPENING = "Sorted by priority, as teams get it, 100 cases that the model lists would hold"


@dataclass(frozen=True)
class Orders:
    """What the first places of three orders find of one kind, per case listed.

    Parameters
    ----------
    by_priority, by_chance, best_baseline : Figure
        The chosen candidate's order as teams get it, its order as the gate judges it, and the
        best baseline's own.
    difference : Comparison
        The order by priority against the best baseline's, paired.
    """

    by_priority: Figure
    by_chance: Figure
    best_baseline: Figure
    difference: Comparison

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        names = ("by_priority", "by_chance", "best_baseline")
        figures: dict[str, object] = {name: getattr(self, name).as_json() for name in names}
        return figures | {"difference": self.difference.as_json()}

    def in_words(self, kind: str, level: float) -> str:
        """Finds of one kind in each order, and the paired difference with its interval."""
        if self.by_priority.reason:
            return f"an unknown number {kind} ({self.by_priority.reason})"
        mine, by_chance, best = (
            "unknown" if figure.value is None else f"{100 * figure.value:.1f}"
            for figure in (self.by_priority, self.by_chance, self.best_baseline)
        )
        rival = self.difference.against.replace("_", " ")
        return (
            f"{mine} {kind}, against {by_chance} in order of the model's chance alone and {best} "
            f"in the order of {rival}, "
            f"{self.difference.difference(level)}"
        )


def measure_by_priority(
    kinds: Sequence[TargetResults],
    priority: NDArray[np.float64] | None,
    best: str | None,
    plan: EstimationPlan,
) -> dict[str, object]:
    """The entry of gate.json: per kind of find the figures of each order, and a sentence.

    Parameters
    ----------
    kinds : sequence of TargetResults
        The kinds of find, all on the same cases: any rating too low, and from ``laid_over`` the
        pair of levels that matters most.
    priority : array of shape (n_cases,) or None
        What the chosen candidate's lists are sorted by; None where it took no part.
    best : str or None
        The best baseline; None where the race had none to compare with.
    """
    if priority is None or best is None or kinds[0].chosen_view is None:
        return {"sentence": NOT_LISTED}
    views = View(priority, None), kinds[0].chosen_view, kinds[0].views[best]
    orders = {kind.cases.target.name: _orders(kind, views, best, plan) for kind in kinds}
    level = plan.evidence.level
    words = [one.in_words(_kind(name), level) for name, one in orders.items()]
    return {
        "sentence": f"{OPENING} {'; and '.join(words)}.",
        "interval": level,
        "best_baseline": best,
        **{name: one.as_json() for name, one in orders.items()},
    }


def _kind(name: str) -> str:
    """A kind of find in words; levels of a source may be numbers."""
    lower, to, upper = name.partition("_to_")
    raised = f"to be raised from {lower} to {upper} or above".replace("_", " ")
    return raised if to else "rated too low"


def _orders(
    results: TargetResults, views: tuple[View, View, View], best: str, plan: EstimationPlan
) -> Orders:
    by_priority, by_chance, best_baseline = views
    finds = all_finds(results, plan.draws)
    lists = PairedLists.of(results.cases, by_priority, best_baseline, plan.capacity)
    listing = lists.mine.astype(np.float64)
    sorted_by_chance = corrected(results, by_chance, finds, plan)
    return Orders(
        by_priority=of_list(results, listing, finds, plan)["precision"],
        by_chance=sorted_by_chance["precision_at_capacity_corrected"],
        best_baseline=of_list(results, lists.theirs, finds, plan)["precision"],
        difference=against(results, lists, best, plan),
    )


def laid_over(main: TargetResults, pair: TargetResults) -> TargetResults:
    """The finds of a pair of levels among all cases of the main target.

    A case that the pair is not about is no find of it, and none is expected there.
    """
    found = _spread(main, pair, pair.cases.y)
    y = np.where(main.cases.audited, found, np.nan)
    views: dict[str, View] = {}
    if pair.chosen_view is not None and pair.chosen_view.probability is not None:
        probability = _spread(main, pair, pair.chosen_view.probability)
        views = {pair.chosen: View(probability, probability)}
    cases = replace(main.cases, target=pair.cases.target, y=y)
    return TargetResults.of(cases, views, main.chosen)


def _spread(
    main: TargetResults, pair: TargetResults, values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Values of the pair's cases laid over those of the main target, 0 for all others."""
    spread = np.zeros(len(main.cases))
    shared = np.isin(main.cases.rows, pair.cases.rows)
    spread[shared] = values[np.isin(pair.cases.rows, main.cases.rows)]
    return spread
