"""An ordered scale of levels, and what under-rated means on it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.errors import InputError

# risk of serious harm, as probation rates it; the scale of any other source is its profile's
ROSH = ("low", "medium", "high", "very_high")


@dataclass(frozen=True)
class Scale:
    """Levels from the least to the most severe.

    Parameters
    ----------
    levels : tuple of str
        2 to 9 names, least severe first.
    high_from : str
        The first of the upper levels: ``p_high`` is the chance that the right level is this one
        or one above it.

    Examples
    --------
    >>> rosh = Scale(ROSH, high_from="high")
    >>> rosh.rank(["medium", "very_high", None])
    array([ 1.,  3., nan])
    >>> rosh.is_under(["medium", "high", "low"], ["high", "medium", None])
    array([ 1.,  0., nan])
    """

    levels: tuple[str, ...]
    high_from: str

    def __post_init__(self) -> None:
        """Refuse a scale that cannot order ratings."""
        faults = []
        if not 2 <= len(self.levels) <= 9:
            faults.append(f"{len(self.levels)} levels; allowed: 2 to 9, least severe first")
        if len(set(self.levels)) != len(self.levels):
            faults.append("a level is named twice; allowed: each level once")
        if self.high_from not in self.levels[1:]:
            faults.append(
                f"high_from is {self.high_from!r}; allowed: one of {', '.join(self.levels[1:])}"
            )
        if faults:
            raise InputError("scale of levels", faults, "correct 'scale' in the source's profile")

    @property
    def high_rank(self) -> int:
        """Position of ``high_from``, counted from 0."""
        return self.levels.index(self.high_from)

    def rank(self, values: Iterable[object]) -> NDArray[np.float64]:
        """Positions on the scale, 0 the least severe; NaN for a blank.

        Raises
        ------
        KeyError
            For a value that is not a level: callers pass checked tables.
        """
        position = {level: float(i) for i, level in enumerate(self.levels)}
        series = pd.Series(list(values), dtype="object")
        named = series.dropna()
        return named.map(lambda level: position[level]).reindex(series.index).to_numpy(np.float64)

    def is_under(self, assigned: Iterable[object], right: Iterable[object]) -> NDArray[np.float64]:
        """1 where the right level is above the assigned one, 0 where not, NaN where unknown."""
        return self._compare(assigned, right, 1.0)

    def is_over(self, assigned: Iterable[object], right: Iterable[object]) -> NDArray[np.float64]:
        """1 where the right level is below the assigned one, 0 where not, NaN where unknown."""
        return self._compare(assigned, right, -1.0)

    def _compare(
        self, assigned: Iterable[object], right: Iterable[object], sign: float
    ) -> NDArray[np.float64]:
        gap = (self.rank(right) - self.rank(assigned)) * sign
        return np.where(np.isnan(gap), np.nan, (gap > 0).astype(np.float64))
