"""The list exactly as teams get it: sorted by priority, while the gate looks at the chance alone.

A priority weighs harm: it may leave a likelier find of a smaller step for one that matters more.
So finds of the pair of levels that matters most are counted beside those of any rating too low,
on one and the same list of all cases.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.corrected import Complete, corrected, of_list
from models.evaluation.estimation.doubly_robust import expected_finds
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.settings import View
from models.evaluation.gate.comparisons import Comparison, Lists, against
from models.evaluation.predictions.arrays import TargetCases
from models.evaluation.setup import EvaluationSetup, TargetResults

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
        parts = ("by_priority", "by_chance", "best_baseline")
        told: dict[str, object] = {name: getattr(self, name).as_json() for name in parts}
        return told | {"difference": self.difference.as_json()}

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
            f"{mine} {kind}, against {by_chance} sorted by chance and {best} by {rival}, "
            f"{self.difference.difference(level)}"
        )


def measure_by_priority(marked: EvaluationSetup, best: str | None) -> dict[str, object]:
    """The entry of gate.json: per kind of find the figures of each order, and a sentence.

    Parameters
    ----------
    best : str or None
        The best baseline; None where the race had none to compare with.
    """
    if marked.priority is None or marked.chosen is None or best is None:
        return {"sentence": NOT_LISTED}
    told = {name: _orders(marked, field, expected, best) for name, field, expected in kinds(marked)}
    level = marked.plan.evidence.level
    words = [orders.in_words(_kind(name), level) for name, orders in told.items()]
    return {
        "sentence": f"{OPENING} {'; and '.join(words)}.",
        "interval": level,
        "best_baseline": best,
        **{name: orders.as_json() for name, orders in told.items()},
    }


def _kind(name: str) -> str:
    """A kind of find in words; levels of a source may be numbers."""
    lower, to, upper = name.partition("_to_")
    raised = f"to be raised from {lower} to {upper} or above".replace("_", " ")
    return raised if to else "rated too low"


def _orders(
    marked: EvaluationSetup, field: TargetCases, expected: NDArray[np.float64], best: str
) -> Orders:
    plan, views = marked.plan, marked.main.views
    assert marked.priority is not None
    by_priority = View(marked.priority[field.rows], None)
    complete = Complete.of(field, expected, plan.draws)
    lists = Lists.of(field, expected, mine=by_priority, theirs=views[best], share=plan.capacity)
    by_chance = corrected(field, views[marked.standing.chosen], complete, plan)
    return Orders(
        by_priority=of_list(field, lists.mine.astype(np.float64), complete, plan)["precision"],
        by_chance=by_chance["precision_at_capacity_corrected"],
        best_baseline=of_list(field, lists.theirs, complete, plan)["precision"],
        difference=against(field, lists, name=best, plan=plan),
    )


def kinds(marked: EvaluationSetup) -> Iterator[tuple[str, TargetCases, NDArray[np.float64]]]:
    """Each kind of find asked of all cases of the main question, and what is expected of each.

    Any rating too low, and the source's pair of levels: 0 for cases that are rated otherwise.
    """
    main, chosen = marked.main, marked.standing.chosen
    claimed = main.views[chosen].claimed
    yield main.field.target.name, main.field, expected_finds(main.field, claimed)
    pair = marked.heats[list(marked.heats)[-1]]
    found = _spread(pair, pair.field.happened, marked)
    field = replace(
        main.field,
        target=pair.field.target,
        happened=np.where(main.field.audited, found, np.nan),
    )
    claims = pair.views[chosen].claimed if chosen in pair.views else None
    spread = None if claims is None else _spread(pair, claims, marked)
    yield field.target.name, field, expected_finds(field, spread)


def _spread(
    pair: TargetResults, values: NDArray[np.float64], marked: EvaluationSetup
) -> NDArray[np.float64]:
    """Values of the pair's cases laid over those of the main question, 0 for all others."""
    every = np.zeros(len(marked.cases))
    every[pair.field.rows] = values
    return every[marked.main.field.rows]
