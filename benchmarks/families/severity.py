"""Scores of a record as sums over its columns, with weights drawn at random."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
USED = 0.6  # share of columns that count
AGAINST = (0.10, 0.25)  # share of these against their declared direction
PAIRS = 12
FURTHEST = 4.0
HISTORY = "history"  # the theme of columns that read earlier ratings, which are yet to be drawn


@dataclass(frozen=True)
class Scores:
    """Standardised scores of each assessment, shape (n,) each.

    ``severity`` decides the right level, ``view`` what officers see instead, ``practice`` how
    readily a rating falls short, ``anchor`` is the score or offence that officers hold on to.
    """

    severity: Floats
    view: Floats
    practice: Floats
    anchor: Floats


@dataclass(frozen=True)
class Columns:
    """The columns that may count: values, and the catalogue's entry of each by name."""

    table: pd.DataFrame
    entries: Mapping[str, Mapping[str, object]]

    @classmethod
    def of(cls, table: pd.DataFrame, catalogue: Sequence[Mapping[str, object]]) -> "Columns":
        """Numbers that vary and read no rating, neither this one nor an earlier one."""
        allowed = {
            str(entry["name"]): entry
            for entry in catalogue
            if not entry["reads_rating"] and entry["theme"] != HISTORY
            if entry["type"] != "category" and table[str(entry["name"])].std() > 0
        }
        return cls(table, allowed)

    def about(self, subject: str) -> list[str]:
        """Names of the columns about the ``person`` or about ``practice``."""
        return [name for name, entry in self.entries.items() if entry["about"] == subject]

    def scaled(self, names: Sequence[str]) -> Floats:
        """Shape (n, len(names)); a blank is the median."""
        return standardised(self.table[list(names)].to_numpy(np.float64, na_value=np.nan))


def draw_scores(columns: Columns, *, shape: str, anchor: str, rng: np.random.Generator) -> Scores:
    """Weights drawn anew for each score; the view shares no weight with severity."""
    person, practice = columns.about("person"), columns.about("practice")
    return Scores(
        severity=_score(columns, person, shape, rng),
        view=_score(columns, person, shape, rng),
        practice=_score(columns, practice or person, "sums", rng),
        anchor=_anchor(columns, anchor, rng),
    )


def standardised(values: NDArray[np.generic]) -> Floats:
    """Mean 0 and standard deviation 1 along rows; a blank is the median, a constant 0."""
    numbers = np.asarray(values, dtype=np.float64)
    blank = np.isnan(numbers)
    filled = np.where(blank, np.nanmedian(numbers, axis=0), numbers)
    deviation = filled.std(axis=0)
    scaled = (filled - filled.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)
    return np.asarray(np.clip(scaled, -FURTHEST, FURTHEST), dtype=np.float64)


def _score(columns: Columns, names: Sequence[str], shape: str, rng: np.random.Generator) -> Floats:
    values = columns.scaled(names)
    weights = _weight_signs(columns, names, rng) * rng.gamma(1.5, 0.5, len(names))
    weights = weights * (rng.random(len(names)) < USED)
    if shape == "steps":
        values = standardised(values > rng.choice([-0.3, 0.3, 1.0], (1, len(names))))
    score = standardised(values @ weights)
    for _ in range(PAIRS if shape == "pairs" else 0):
        first, second = rng.choice(len(names), 2, replace=False)
        score = score + 0.3 * rng.normal() * standardised(values[:, first] * values[:, second])
    return standardised(score)


def _weight_signs(columns: Columns, names: Sequence[str], rng: np.random.Generator) -> Floats:
    directions = np.array([columns.entries[name]["direction"] for name in names], dtype=np.float64)
    weight_signs = np.where(directions == 0, rng.choice([-1, 1], len(names)), directions)
    return np.where(rng.random(len(names)) < rng.uniform(*AGAINST), -weight_signs, weight_signs)


def _anchor(columns: Columns, anchor: str, rng: np.random.Generator) -> Floats:
    """A score on record, drawn, or the severity of the index offence."""
    scores = [name for name in columns.entries if name.endswith("_pct")]
    name = str(rng.choice(scores)) if scores else next(iter(columns.entries))
    if anchor == "index offence" and "index_severity" in columns.entries:
        name = "index_severity"
    return columns.scaled([name])[:, 0]
