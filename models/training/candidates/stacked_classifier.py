"""The chance of each right level, given the record and the rating: one model for a whole scale.

Two questions are learned: is the rating too low, and, where not, is it too high. How far a rating
moves when it moves comes from the audits' own shares. All published chances follow from these, so
they agree with each other and with the order of the scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.training.candidates.design_matrix import (
    PRESUMED,
    PRESUMED_OVER,
    DesignMatrix,
    fit_design,
)
from models.training.candidates.registry import CANDIDATES
from models.training.candidates.stacking import Labelled, Rows, StackedHead, fit_question
from models.training.data.audit_weights import line_weights
from models.training.data.encoding import Matrix
from models.training.data.records import Floats, Records

ONE_STEP, FURTHER = 4.0, 0.15  # imagined moves by one level, and the share of them for each more


@dataclass(frozen=True)
class StackedClassifier:
    """A fitted candidate.

    ``shares`` of shape (n_levels, n_levels): given that a rating at row's level moves up (or
    down), the share that lands on each level above (or below).
    """

    candidate: str
    evidence: DesignMatrix
    under: StackedHead
    over: StackedHead | None
    shares: Floats
    first_top: int

    def chances(self, records: Records) -> Floats:
        """P(right level = each level), shape (n, n_levels); rows add up to 1."""
        return self.from_matrix(self.evidence.matrix(records), records.assigned)

    def from_matrix(self, matrix: Matrix, assigned: Floats) -> Floats:
        """The same from evidence that is already computed."""
        level = assigned.astype(np.intp)
        up = np.where(level < self.first_top, self.under.chance(matrix), 0.0)
        down = np.zeros(len(level))
        if self.over is not None:
            down = np.where(level > 0, (1.0 - up) * self.over.chance(matrix), 0.0)
        places = np.arange(self.shares.shape[0])[None, :]
        moved = self.shares[level]
        told = np.where(places > level[:, None], up[:, None] * moved, down[:, None] * moved)
        told[np.arange(len(level)), level] = 1.0 - up - down
        return np.asarray(told, dtype=np.float64)


@dataclass(frozen=True)
class Prepared:
    """Records and what was gathered from them without labels."""

    records: Records
    evidence: DesignMatrix
    matrix: Matrix

    @classmethod
    def of(cls, records: Records, seed: int) -> "Prepared":
        """Gather the evidence of these records."""
        evidence = fit_design(records, seed)
        return cls(records, evidence, evidence.matrix(records))


def fit_candidates(
    records: Records, names: Sequence[str], seed: int
) -> dict[str, StackedClassifier]:
    """Fit every named candidate on these records: the one function for trial and for service.

    Parts that candidates share are fitted once.
    """
    return fit_prepared(Prepared.of(records, seed), names, seed)


def fit_prepared(known: Prepared, names: Sequence[str], seed: int) -> dict[str, StackedClassifier]:
    """The same where the evidence is gathered already; labels are those of ``known.records``."""
    records = known.records
    wanted = sorted({base for name in names for base in CANDIDATES[name]})
    under_rows, over_rows = _rows_learned_from(records)
    under = fit_question(_labelled(known, under_rows, "under"), wanted, seed)
    over = None
    if records.source.label == "audit":
        over = fit_question(_labelled(known, over_rows, "over"), ["prior_logistic"], seed)
    shares = _shares(records)
    return {
        name: StackedClassifier(
            candidate=name,
            evidence=known.evidence,
            under=under.head(CANDIDATES[name]),
            over=over.head(["prior_logistic"]) if over else None,
            shares=shares,
            first_top=records.ceiling_rank,
        )
        for name in names
    }


def _rows_learned_from(records: Records) -> tuple[Rows, Rows]:
    """Audits for 'too low' and, of those not too low, for 'too high'.

    Audits prompted by a serious further offence were picked for the answer: not learned from.
    """
    usable = records.audited & ~records.prompted
    under = usable & (records.assigned < records.ceiling_rank)
    over = usable & (records.under != 1) & (records.assigned > 0)
    return np.flatnonzero(under), np.flatnonzero(over)


def _labelled(known: Prepared, rows: Rows, question: str) -> Labelled:
    asked = known.records.take(rows)
    under = question == "under"
    return Labelled(
        matrix=known.matrix[rows],
        y=asked.under if under else asked.over,
        weight=line_weights(asked),
        people=pd.factorize(asked.table["person_id"])[0],
        sign=known.evidence.sign if under else -known.evidence.sign,
        presumed=np.array(PRESUMED if under else PRESUMED_OVER),
        n_levels=len(asked.scale.levels),
    )


def _shares(records: Records) -> Floats:
    """Shares of landing levels, with a few imagined moves, most of them by one level."""
    n = len(records.scale.levels)
    distance = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    counts = np.where(distance > 0, ONE_STEP * FURTHER ** (distance - 1.0), 0.0)
    moved = records.audited & ~records.prompted & (records.right != records.assigned)
    rows = records.take(moved)
    places = (rows.assigned.astype(np.intp), rows.right.astype(np.intp))
    np.add.at(counts, places, 1.0)
    upper = np.triu(counts, 1)
    lower = np.tril(counts, -1)
    upper_sum = np.maximum(upper.sum(axis=1, keepdims=True), 1e-12)
    lower_sum = np.maximum(lower.sum(axis=1, keepdims=True), 1e-12)
    return np.asarray(upper / upper_sum + lower / lower_sum, dtype=np.float64)
