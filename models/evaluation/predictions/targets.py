"""What is looked for: a rating too low, a rating too high, and the pair that matters most."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.levels import Scale


@dataclass(frozen=True)
class Target:
    """What an audit answers with yes or no.

    Parameters
    ----------
    name : str
        ``under``, ``over``, or the pair of levels, such as ``medium_to_high``.
    column : str
        The prediction of a yes: ``p_under``, ``p_over`` or ``p_high``.
    assigned_levels : tuple of str
        Assigned levels that it is about: the highest level cannot be under-rated.
    scale : Scale
        The source's levels.
    """

    name: str
    column: str
    assigned_levels: tuple[str, ...]
    scale: Scale

    def eligible(self, assigned: "pd.Series[str]") -> NDArray[np.bool_]:
        """True for the rows that the target is about."""
        return assigned.isin(self.assigned_levels).to_numpy(bool)

    def labels(self, assigned: "pd.Series[str]", audited: "pd.Series[str]") -> NDArray[np.float64]:
        """1 for yes, 0 for no, NaN where there was no audit."""
        if self.column == "p_over":
            return self.scale.is_over(assigned, audited)
        if self.column == "p_under":
            return self.scale.is_under(assigned, audited)
        rank = self.scale.rank(audited)
        at_least_high = (rank >= self.scale.high_rank).astype(np.float64)
        return np.where(np.isnan(rank), np.nan, at_least_high)


def targets_of(scale: Scale, *, outcome_from: str | None = None) -> tuple[Target, ...]:
    """The targets that a source's audits can answer, the main one first.

    An outcome says only whether a rating was too low, so such a source has no ``over``, and its
    pair is ranked by ``p_under``.

    Parameters
    ----------
    scale : Scale
        The source's levels.
    outcome_from : str, optional
        For a source whose truth is an outcome: the level from which it would not have counted.

    Examples
    --------
    >>> rosh = Scale(("low", "medium", "high", "very_high"), high_from="high")
    >>> [target.name for target in targets_of(rosh)]
    ['under', 'over', 'medium_to_high']
    >>> [target.name for target in targets_of(rosh, outcome_from="high")]
    ['under', 'medium_to_high']
    """
    levels = scale.levels
    if outcome_from is not None:
        first = levels.index(outcome_from)
        pair = f"{levels[first - 1]}_to_{outcome_from}"
        return (
            Target("under", "p_under", levels[:first], scale),
            Target(pair, "p_under", (levels[first - 1],), scale),
        )
    below = levels[scale.high_rank - 1]
    return (
        Target("under", "p_under", levels[:-1], scale),
        Target("over", "p_over", levels[1:], scale),
        Target(f"{below}_to_{scale.high_from}", "p_high", (below,), scale),
    )
