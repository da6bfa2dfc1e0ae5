"""The chance of each right level, given the record and the rating: one model for a whole scale.

Two tasks are learned: is the rating too low, and, where not, is it too high. How far a rating
moves when it moves comes from the audits' own shares, tilted by severity (``step_size``). All
published chances follow from these, so they agree with each other and with the order of the scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from models.training.candidates.design_matrix import (
    PRESUMED,
    PRESUMED_OVER,
    SEVERITY,
    DesignMatrix,
    fit_design,
    without_directions,
)
from models.training.candidates.registry import CANDIDATES
from models.training.candidates.stacking import LabelledRows, Rows, StackedHead, fit_task
from models.training.candidates.step_size import StepSizes, fit_step_sizes
from models.training.data.audit_weights import calibration_weights
from models.training.data.encoding import Matrix
from models.training.data.records import Floats, Records


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
    steps : StepSizes
        How far a rating moves when it moves.
    ceiling_rank : int
        The first position that cannot be too low.
    """

    candidate: str
    design: DesignMatrix
    under: StackedHead
    over: StackedHead | None
    steps: StepSizes
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
        moved = self.steps.landing(matrix[:, SEVERITY], assigned)
        positions = np.arange(moved.shape[1])[None, :]
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
    steps = fit_step_sizes(records, train.matrix[:, SEVERITY])
    return {
        name: StackedClassifier(
            candidate=name,
            design=train.design,
            under=under.head(CANDIDATES[name]),
            over=over.head(["prior_logistic"]) if over else None,
            steps=steps,
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
