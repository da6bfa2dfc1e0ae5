"""Precision and recall had every case been audited: doubly robust, or 'cannot tell'."""

import numpy as np
from numpy.typing import NDArray

from models.evaluation.estimation.bootstrap import Draws
from models.evaluation.estimation.cutoff import listed
from models.evaluation.estimation.doubly_robust import support
from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.plan import Drawn, EstimationPlan, counted, over_repeats, ratio
from models.evaluation.estimation.results import TargetResults
from models.evaluation.predictions.arrays import View


def all_finds(results: TargetResults, draws: Draws) -> NDArray[np.float64]:
    """What an audit of every case would find: an array of shape (n_repeats, 1 + n_draws).

    Recall is a share of it; the same for every candidate, so it is computed once.
    """
    cases = results.cases
    repeats = [cases.repeat == repeat for repeat in range(cases.repeats)]
    sums = [draws.totals(cases.person[rows], results.expected[rows, None])[0] for rows in repeats]
    return np.stack(sums)


def corrected(
    results: TargetResults, view: View, finds: NDArray[np.float64], plan: EstimationPlan
) -> dict[str, Figure]:
    """Precision and recall at capacity had every case been audited, or why nobody can tell.

    Parameters
    ----------
    finds : array of shape (n_repeats, 1 + n_draws)
        From ``all_finds``.
    """
    cases = results.cases
    on_list = listed(view.score, cases.y, window=cases.window, share=plan.capacity)
    figures = of_list(results, on_list.astype(np.float64), finds, plan)
    return {f"{name}_at_capacity_corrected": figure for name, figure in figures.items()}


def of_list(
    results: TargetResults,
    listing: NDArray[np.float64],
    finds: NDArray[np.float64],
    plan: EstimationPlan,
) -> dict[str, Figure]:
    """``precision`` and ``recall`` of any list.

    Parameters
    ----------
    listing : array of shape (n_cases,)
        Each case's chance to be on the list, 0 to 1.
    finds : array of shape (n_repeats, 1 + n_draws)
        From ``all_finds``.
    """
    cases, held = results.cases, listing > 0
    table = np.column_stack([listing * results.expected, listing])

    def shares(rows: NDArray[np.bool_]) -> Drawn:
        found, length = plan.draws.totals(cases.person[rows], table[rows])
        repeat = cases.repeat[rows][0]
        return {"precision": ratio(found, length), "recall": ratio(found, finds[repeat])}

    drawn = over_repeats(cases, held, shares)
    of_listed, of_others = support(cases, held), support(cases, ~held)
    doubtful = of_listed.doubt is None and of_others.doubt is not None
    supports = {"precision": of_listed, "recall": of_others if doubtful else of_listed}
    among = {"precision": cases.weighted & held, "recall": cases.weighted}
    _, found = counted(cases, cases.weighted)
    return {
        name: plan.evidence.share(
            values, supports[name], counts=counted(cases, among[name]), found=found
        )
        for name, values in drawn.items()
    }
