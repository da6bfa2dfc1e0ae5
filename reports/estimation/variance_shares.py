"""How much of what auditors change lies with cases, assessors, teams and units: shares only.

Nested analysis of variance by the method of moments (Henderson's method 1, unbalanced data). It
needs sums over groups alone: an estimate of an assessor is never formed. Intervals come from
drawing data of the same shape again from what was found.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.estimation.share import Floats

LEVELS = ("unit", "team", "assessor", "case")
DRAWS, SEED = 300, 9
LEAST_GROUPS = 10  # teams, and assessors with at least two audits


@dataclass(frozen=True)
class VarianceShare:
    """The share of all variance that lies at one level, with its 95 % interval; 0 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class _Nesting:
    """Group codes at each level, coarsest first; the last level is the audit itself."""

    codes: tuple[NDArray[np.intp], ...]

    def sums(self, y: Floats) -> Floats:
        """Sum over groups of (group total squared over group size), from the whole to the case."""
        parts = [y.sum() ** 2 / len(y)]
        for code in self.codes:
            size = np.bincount(code)
            parts.append(float((np.bincount(code, y) ** 2 / np.maximum(size, 1)).sum()))
        return np.array([*parts, float(np.square(y).sum())])

    def coefficients(self) -> Floats:
        """Expected ``sums`` for a unit variance at each level: shape (levels + 2, levels + 1)."""
        n = len(self.codes[0])
        everything = (np.zeros(n, dtype=np.intp), *self.codes, np.arange(n))
        table = np.empty((len(everything), len(everything) - 1))
        for row, outer in enumerate(everything):
            for column, inner in enumerate(everything[1:]):
                pair = outer.astype(np.int64) * n + inner
                _, at, size = np.unique(pair, return_index=True, return_counts=True)
                whole = np.bincount(outer)[outer[at]]
                table[row, column] = float((size**2 / whole).sum())
        return table


def variance_shares(
    y: Floats, unit: NDArray[np.intp], team: NDArray[np.intp], assessor: NDArray[np.intp]
) -> dict[str, VarianceShare] | None:
    """Shares of unit, team, assessor and case; None where too few groups tell them apart.

    Parameters
    ----------
    y : array of shape (n_audits,)
        1 where the audit changed the rating, else 0.
    unit, team, assessor : array of int
        Codes from 0; teams lie within units, assessors within teams.
    """
    repeated = (np.bincount(assessor) > 1).sum()
    if len(np.unique(team)) < LEAST_GROUPS or repeated < LEAST_GROUPS:
        return None
    nesting = _Nesting((unit, team, assessor))
    table = nesting.coefficients()
    if np.linalg.matrix_rank(np.diff(table, axis=0)) < len(LEVELS):
        return None  # of a single unit, say, nobody can tell what units account for
    found = _components(nesting, table, y)
    random = np.random.default_rng(SEED)
    drawn = np.array(
        [_shares(_components(nesting, table, _draw(random, nesting, found))) for _ in range(DRAWS)]
    )
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return {
        name: VarianceShare(float(value), float(min(a, value)), float(max(b, value)))
        for name, value, a, b in zip(LEVELS, _shares(found), low, high, strict=True)
    }


def _components(nesting: _Nesting, table: Floats, y: Floats) -> Floats:
    """Variance at each level, from the sums less the mean's."""
    sums = nesting.sums(y - y.mean())
    return np.asarray(np.linalg.solve(np.diff(table, axis=0), np.diff(sums)))


def _shares(components: Floats) -> Floats:
    kept = np.maximum(components, 0.0)
    total = kept.sum()
    return kept / total if total > 0 else np.zeros(len(kept))


def _draw(random: np.random.Generator, nesting: _Nesting, components: Floats) -> Floats:
    spread = np.sqrt(np.maximum(components, 0.0))
    n = len(nesting.codes[0])
    y = random.normal(0.0, spread[-1], n)
    for code, size in zip(nesting.codes, spread[:-1], strict=True):
        y += random.normal(0.0, size, int(code.max()) + 1)[code]
    return np.asarray(y)
