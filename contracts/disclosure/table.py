"""A table of counts as it may be published: small counts withheld, and what would give them away.

The sign of a withheld count is the same whether it is small or was withheld to protect another.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.disclosure.attack import exposed
from contracts.disclosure.rules import DisclosureRules

TOTAL = "Total"
Grid = NDArray[np.int64]
Mask = NDArray[np.bool_]
Place = tuple[int, int]
Cells = list[Place]


@dataclass(frozen=True)
class _Release:
    """The lines of cells that add up, and what finds cells a reader could work out."""

    lines: Sequence[Cells]
    attack: Callable[[NDArray[np.float64]], list[Place]]


def protect(
    counts: pd.DataFrame,
    rules: DisclosureRules,
    earlier: pd.DataFrame | None = None,
    *,
    withhold: pd.DataFrame | None = None,
    column_totals: bool = True,
) -> pd.DataFrame:
    """A table of counts with its totals, as it may be published.

    Parameters
    ----------
    counts : frame of int
        One row and one column a category; every person counts in one cell.
    rules : DisclosureRules
        Thresholds and rounding.
    earlier : frame, optional
        What this function returned for the edition before. Its withheld counts stay protected
        beside the new table, for counts that can only have grown.
    withhold : frame of bool, shaped as ``counts``, optional
        True for counts that another table withholds.
    column_totals : bool
        False where the totals of the columns are published nowhere.

    Returns
    -------
    frame of Int64
        ``counts`` with a last column and, with ``column_totals``, a last row ``Total``. Counts
        are rounded each by itself, so they need not add up; a withheld count is missing.

    Examples
    --------
    >>> counts = pd.DataFrame({"raised": [3, 40], "same": [60, 80]}, index=["N01", "N02"])
    >>> protect(counts, DisclosureRules(6, 5, 30, 10, 5))
           raised  same  Total
    N01      <NA>  <NA>     65
    N02      <NA>  <NA>    120
    Total      45   140    185
    """
    grid = _with_totals(counts.to_numpy(dtype=np.int64), column_totals=column_totals)
    rows = [*counts.index, TOTAL] if column_totals else [*counts.index]
    columns = [*counts.columns, TOTAL]
    held = None if earlier is None else earlier.reindex(index=rows, columns=columns)
    shown = np.vectorize(rules.rounded, otypes=[np.int64])(grid)
    small = np.vectorize(rules.small, otypes=[bool])(grid)
    if withhold is not None:
        height, width = counts.shape
        small[:height, :width] |= withhold.to_numpy(dtype=bool) & (counts.to_numpy() > 0)
    attack = partial(
        exposed,
        rules=rules,
        earlier=None if held is None else held.to_numpy(dtype=float, na_value=np.nan),
        column_totals=column_totals,
    )
    lines = list(_lines(grid.shape, column_totals=column_totals))
    withheld = _withheld(grid, small, shown, _Release(lines, attack))
    table = pd.DataFrame(shown, index=rows, columns=columns).astype("Int64")
    return table.mask(pd.DataFrame(withheld, index=rows, columns=columns))


def _with_totals(cells: Grid, *, column_totals: bool) -> Grid:
    with_row = np.vstack([cells, cells.sum(axis=0, keepdims=True)]) if column_totals else cells
    return np.hstack([with_row, with_row.sum(axis=1, keepdims=True)])


def _withheld(grid: Grid, small: Mask, shown: Grid, release: _Release) -> Mask:
    """Grow the withheld cells until each stands with another, and no attack finds one."""
    withheld = small
    while True:
        withheld = _accompanied(grid, withheld, release.lines)
        found = release.attack(np.where(withheld, np.nan, shown))
        more = {place for at in found for place in _next(grid, withheld, at)}
        if not more:
            return withheld
        withheld = withheld.copy()
        for place in more:
            withheld[place] = True


def _accompanied(grid: Grid, withheld: Mask, lines: Sequence[Cells]) -> Mask:
    """No line with one withheld cell alone: its smallest shown count above 0 is withheld too."""
    made = withheld.copy()
    changed = True
    while changed:
        changed = False
        for line in lines:
            if sum(bool(made[place]) for place in line) == 1:
                made[_smallest(grid, made, line)] = changed = True
    return made


def _next(grid: Grid, withheld: Mask, at: Place) -> list[Place]:
    """What to withhold so that a cell is found no longer: itself, or the smallest beside it."""
    if not withheld[at]:
        return [at]
    row, column = at
    height, width = grid.shape
    beside = [(row, other) for other in range(width)] + [(other, column) for other in range(height)]
    if all(withheld[place] or not grid[place] for place in beside):
        return []
    return [_smallest(grid, withheld, beside)]


def _smallest(grid: Grid, withheld: Mask, line: Cells) -> Place:
    shown = [place for place in line if not withheld[place] and grid[place] > 0]
    return min(shown, key=lambda place: (int(grid[place]), place))


def _lines(shape: tuple[int, ...], *, column_totals: bool) -> Iterator[Cells]:
    height, width = shape
    for row in range(height):
        yield [(row, column) for column in range(width)]
    for column in range(width if column_totals else 0):
        yield [(row, column) for row in range(height)]
