"""What a reader can work out of a published table: the least and greatest each count can be.

The reader knows how counts are rounded, that 0 is shown, that rows and columns add up, and, with
two editions, that counts only grow. A linear programme finds the ends of each withheld count.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import bmat, coo_array, csr_array, eye_array

from contracts.disclosure.rules import DisclosureRules

Shown = NDArray[np.float64]
Place = tuple[int, int]
TABLES = 8
MOST = 1000


def exposed(
    shown: Shown,
    rules: DisclosureRules,
    earlier: Shown | None = None,
    *,
    column_totals: bool = True,
) -> list[Place]:
    """Places of withheld counts that can be worked out to within less than ``round_to``.

    Parameters
    ----------
    shown : array of float, rows + 1 by columns + 1
        Published counts with their totals last; NaN where withheld.
    rules : DisclosureRules
        How the counts were rounded and withheld.
    earlier : array of the same shape, optional
        The edition before; a row or column it did not have is NaN throughout.
    column_totals : bool
        Whether the last row holds the totals of the columns; each row's total stands last.

    Returns
    -------
    list of (row, column)
        A place withheld in either edition.
    """
    if not np.isnan(shown).any() and (earlier is None or not np.isnan(earlier).any()):
        return []
    editions = [shown] if earlier is None else [shown, earlier]
    system = _System(
        np.vstack([_bounds(one, rules, new=one is earlier) for one in editions]),
        _adding_up(shown.shape, len(editions), column_totals=column_totals),
        _growing(shown.size, len(editions)),
    )
    withheld = _withheld(editions)
    wide = _seen_wide(withheld, system, rules.round_to)
    found = [at for at in withheld if at not in wide and _width(at, system) < rules.round_to]
    places = sorted({divmod(at % shown.size, shown.shape[1]) for at in found})
    return [(int(row), int(column)) for row, column in places]


@dataclass(frozen=True)
class _System:
    """Ends of every count, the lines that add up, and what only grows."""

    bounds: Shown
    equal: csr_array
    less: csr_array | None


def _withheld(editions: list[Shown]) -> list[int]:
    flat = np.concatenate([one.ravel() for one in editions])
    return [int(at) for at in np.flatnonzero(np.isnan(flat))]


def _bounds(shown: Shown, rules: DisclosureRules, *, new: bool) -> Shown:
    """Least and greatest of each count; a withheld one is 1 or more."""
    least = 0.0 if new else 1.0  # a category that an edition did not have may have been 0
    most = np.nansum(shown) + MOST  # far above any end that matters
    ends = [
        (least, most) if np.isnan(count) else rules.could_be(int(count)) for count in shown.flat
    ]
    return np.array(ends, dtype=np.float64)


def _adding_up(shape: tuple[int, ...], editions: int, *, column_totals: bool) -> csr_array:
    """One row for each line of the table: its cells less its total are 0."""
    height, width = shape
    places = np.arange(height * width).reshape(shape)
    lines = [*places, *places.T] if column_totals else [*places]
    rows = np.concatenate([np.full(len(line), n) for n, line in enumerate(lines)])
    coefficients = np.concatenate([np.r_[np.ones(len(line) - 1), -1.0] for line in lines])
    one = coo_array(
        (coefficients, (rows, np.concatenate(lines))), shape=(len(lines), height * width)
    )
    blocks = [[one if n == m else None for m in range(editions)] for n in range(editions)]
    return csr_array(bmat(blocks))


def _growing(size: int, editions: int) -> csr_array | None:
    """Earlier less later is at most 0."""
    if editions == 1:
        return None
    return csr_array(bmat([[-eye_array(size), eye_array(size)]]))


def _seen_wide(withheld: list[int], system: _System, width: int) -> set[int]:
    """Counts that tables a reader cannot tell apart already show to be wide open.

    Each table is at an end for many counts at once, which spares most of the programmes. They
    are sought near the middle of a few others, lest one count take all that others could share.
    """
    if not withheld:
        return set()
    middle = _tables(withheld, system)
    if not len(middle):
        return set()
    near = middle.mean(axis=0, keepdims=True).T + np.array([-2.0, 2.0]) * width
    inner = np.column_stack(
        [np.maximum(system.bounds[:, 0], near[:, 0]), np.minimum(system.bounds[:, 1], near[:, 1])]
    )
    tables = np.vstack([middle, _tables(withheld, replace(system, bounds=inner))])
    spread = tables.max(axis=0) - tables.min(axis=0)
    return {at for at in withheld if spread[at] >= width}


def _tables(withheld: list[int], system: _System) -> NDArray[np.float64]:
    random = np.random.default_rng(0)
    found = []
    for _ in range(TABLES):
        objective = np.zeros(len(system.bounds))
        objective[withheld] = random.choice([-1.0, 1.0], len(withheld))
        solved = _solved(objective, system)
        if solved.status == 0:
            found.append(solved.x)
    return np.array(found).reshape(len(found), len(system.bounds))


def _width(at: int, system: _System) -> float:
    """Greatest less least of one count; infinite where the editions contradict each other."""
    objective = np.zeros(len(system.bounds))
    objective[at] = 1.0
    least, greatest = _solved(objective, system), _solved(-objective, system)
    if least.status or greatest.status:
        return np.inf
    return float(-greatest.fun - least.fun)


def _solved(objective: NDArray[np.float64], system: _System) -> OptimizeResult:
    less = system.less
    return linprog(
        objective,
        A_eq=system.equal,
        b_eq=np.zeros(system.equal.shape[0]),
        A_ub=less,
        b_ub=None if less is None else np.zeros(less.shape[0]),
        bounds=system.bounds,
    )
