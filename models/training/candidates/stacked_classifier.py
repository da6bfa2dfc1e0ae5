"""The chance of each right level, given the record and the rating: one model for a whole scale.

Two tasks are learned: is the rating too low, and, where not, is it too high. How far a rating
moves when it moves comes from the audits' own shares. All published chances follow from these, so
they agree with each other and with the order of the scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models.training.candidates.design_matrix import (
    PRESUMED,
    PRESUMED_OVER,
    DesignMatrix,
    fit_design,
    without_directions,
)
from models.training.candidates.registry import CANDIDATES
from models.training.candidates.stacking import LabelledRows, Rows, StackedHead, fit_task
from models.training.data.audit_weights import calibration_weights
from models.training.data.encoding import Matrix
from models.training.data.records import Floats, Records

ONE_STEP, FURTHER = 4.0, 0.15  # imagined moves by one level, and the share of them for each more


@dataclass(frozen=True)
class StackedClassifier:
    """A fitted candidate.

    Parameters
    ----------
    candidate : str
        Its name.
    design : DesignMatrix
    under, over : StackedHead
        Is a rating too low; and, where not, too high. No ``over`` for an outcome source.
    move_probabilities : array of shape (n_levels, n_levels)
        Given that a rating at row's level moves up, the share that lands on each level above;
        below the diagonal, the same for a move down.
    ceiling_rank : int
        The first position that cannot be too low.
    """

    candidate: str
    design: DesignMatrix
    under: StackedHead
    over: StackedHead | None
    move_probabilities: Floats
    ceiling_rank: int

    def chances(self, records: Records) -> Floats:
        """P(right level = each level), shape (n, n_levels); rows add up to 1."""
        return self.from_matrix(self.design.matrix(records), records.assigned)

    def from_matrix(self, matrix: Matrix, assigned: Floats) -> Floats:
        """The same from a design matrix that is already computed and positions, shape (n,)."""
        level = assigned.astype(np.intp)
        up = np.where(level < self.ceiling_rank, self.under.chance(matrix), 0.0)
        down = np.zeros(len(level))
        if self.over is not None:
            down = np.where(level > 0, (1.0 - up) * self.over.chance(matrix), 0.0)
        positions = np.arange(self.move_probabilities.shape[0])[None, :]
        moved = self.move_probabilities[level]
        moves = np.where(positions > level[:, None], up[:, None], down[:, None])
        chances = moves * moved
        chances[np.arange(len(level)), level] = 1.0 - up - down
        return np.asarray(chances, dtype=np.float64)


@dataclass(frozen=True)
class Prepared:
    """Records, and what was fitted to them without labels.

    ``matrix`` is ``design``'s of these records; ``undirected`` is the design learned without the
    directions that features declare, for baselines.
    """

    records: Records
    design: DesignMatrix
    matrix: Matrix
    undirected: DesignMatrix

    @classmethod
    def of(cls, records: Records, seed: int, jobs: int = 1) -> "Prepared":
        """Fit both designs of these records, in so many threads."""
        design = fit_design(records, seed, jobs)
        undirected = without_directions(design, records, seed, jobs)
        return cls(records, design, design.matrix(records), undirected)

    def part(self, rows: Rows, records: Records) -> "Prepared":
        """The same designs for some of the rows, whose ``records`` may hold fewer labels."""
        return replace(self, records=records, matrix=self.matrix[rows])


def fit_candidates(
    records: Records, names: Sequence[str], seed: int
) -> dict[str, StackedClassifier]:
    """Fit every named candidate on these records, by name.

    Learners that candidates share are fitted once.
    """
    return fit_prepared(Prepared.of(records, seed), names, seed)


def fit_prepared(train: Prepared, names: Sequence[str], seed: int) -> dict[str, StackedClassifier]:
    """The same where the design is fitted already: one function for the folds and for service."""
    records = train.records
    learners = sorted({learner for name in names for learner in CANDIDATES[name]})
    under_rows, over_rows = _labelled_rows(records)
    under = fit_task(_labelled(train, under_rows, "under"), learners, seed)
    over = None
    if records.source.label == "audit":
        over = fit_task(_labelled(train, over_rows, "over"), ["prior_logistic"], seed)
    move_probabilities = _move_probabilities(records)
    return {
        name: StackedClassifier(
            candidate=name,
            design=train.design,
            under=under.head(CANDIDATES[name]),
            over=over.head(["prior_logistic"]) if over else None,
            move_probabilities=move_probabilities,
            ceiling_rank=records.ceiling_rank,
        )
        for name in names
    }


def _labelled_rows(records: Records) -> tuple[Rows, Rows]:
    """Places of audits that say 'too low' or not and, of those not too low, 'too high' or not.

    Audits prompted by a serious further offence were picked for the answer: not learned from.
    """
    usable = records.audited & ~records.prompted
    under = usable & (records.assigned < records.ceiling_rank)
    over = usable & (records.under != 1) & (records.assigned > 0)
    return np.flatnonzero(under), np.flatnonzero(over)


def _labelled(train: Prepared, rows: Rows, task: str) -> LabelledRows:
    records = train.records.take(rows)
    under = task == "under"
    return LabelledRows(
        matrix=train.matrix[rows],
        y=records.under if under else records.over,
        weight=calibration_weights(records),
        people=pd.factorize(records.table["person_id"])[0],
        sign=train.design.sign if under else -train.design.sign,
        presumed=np.array(PRESUMED if under else PRESUMED_OVER),
        n_levels=len(records.scale.levels),
    )


def _move_probabilities(records: Records) -> Floats:
    """Shares of landing levels, with a few imagined moves, most of them by one level."""
    n = len(records.scale.levels)
    distance = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    counts = np.where(distance > 0, ONE_STEP * FURTHER ** (distance - 1.0), 0.0)
    moved = records.audited & ~records.prompted & (records.right != records.assigned)
    rows = records.take(moved)
    np.add.at(counts, (rows.assigned.astype(np.intp), rows.right.astype(np.intp)), 1.0)
    upper, lower = np.triu(counts, 1), np.tril(counts, -1)
    upper_sum = np.maximum(upper.sum(axis=1, keepdims=True), 1e-12)
    lower_sum = np.maximum(lower.sum(axis=1, keepdims=True), 1e-12)
    return np.asarray(upper / upper_sum + lower / lower_sum, dtype=np.float64)
