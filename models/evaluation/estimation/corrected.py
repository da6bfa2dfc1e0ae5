"""Precision and recall had every case been audited: doubly robust, or 'cannot tell'."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import Draws
from models.evaluation.estimation.cutoff import listed
from models.evaluation.estimation.doubly_robust import support
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.settings import Drawn, Plan, View, counted, over_repeats, ratio
from models.evaluation.predictions.arrays import TargetCases


@dataclass(frozen=True)
class Complete:
    """What an audit of every case would have found, in expectation.

    Parameters
    ----------
    expected : array of shape (n_cases,)
        From ``expected_finds``, the same for every candidate.
    totals : array of shape (n_repeats, 1 + n_draws)
        Their sum, in every draw.
    """

    expected: NDArray[np.float64]
    totals: NDArray[np.float64]

    @classmethod
    def of(cls, field: TargetCases, expected: NDArray[np.float64], draws: Draws) -> "Complete":
        """Sum once what every candidate's recall is a share of."""
        repeats = [field.repeat == repeat for repeat in range(field.repeats)]
        sums = [draws.totals(field.person[rows], expected[rows, None])[0] for rows in repeats]
        return cls(expected, np.stack(sums))


def corrected(field: TargetCases, view: View, complete: Complete, plan: Plan) -> dict[str, Figure]:
    """Precision and recall at capacity had every case been audited, or why nobody can tell."""
    on_list = listed(view.score, field.happened, window=field.window, share=plan.capacity)
    figures = of_list(field, on_list.astype(np.float64), complete, plan)
    return {f"{name}_at_capacity_corrected": figure for name, figure in figures.items()}


def of_list(
    field: TargetCases, listing: NDArray[np.float64], complete: Complete, plan: Plan
) -> dict[str, Figure]:
    """``precision`` and ``recall`` of any list; ``listing`` is each case's chance to be on it."""
    held = listing > 0
    table = np.column_stack([listing * complete.expected, listing])

    def sums(rows: NDArray[np.bool_]) -> Drawn:
        found, length = plan.draws.totals(field.person[rows], table[rows])
        repeat = field.repeat[rows][0]
        return {
            "precision": ratio(found, length),
            "recall": ratio(found, complete.totals[repeat]),
        }

    drawn = over_repeats(field, held, sums)
    doubt = support(field, held).doubt
    among = {"precision": field.weighted & held, "recall": field.weighted}
    doubts = {"precision": doubt, "recall": doubt or support(field, ~held).doubt}
    _, found = counted(field, field.weighted)
    return {
        name: plan.evidence.unless(
            doubts[name], values, counts=counted(field, among[name]), found=found
        )
        for name, values in drawn.items()
    }
