"""One yes-or-no question put to audits: learners fitted, then calibrated by margins out of fold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.candidates.calibration import LogisticCalibrator, fit_line
from models.training.candidates.learners.training_set import Learner, TrainingSet
from models.training.candidates.registry import LEARNERS
from models.training.data.encoding import Matrix
from models.training.data.records import Floats
from models.training.data.splits import parts

INNER_FOLDS = 4
FEWEST = 8  # labels of each kind without which only common practice is calibrated
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class StackedHead:
    """One question: fitted learners, and the line from their margins to a chance."""

    bases: tuple[Any, ...]
    line: LogisticCalibrator

    def margins(self, matrix: Matrix) -> Matrix:
        """Log-odds before calibration, shape (n, n_bases)."""
        return np.column_stack([margin_of(base, matrix) for base in self.bases])

    def chance(self, matrix: Matrix) -> Floats:
        """Calibrated chances of shape (n,)."""
        return self.line.chance(self.margins(matrix))


def margin_of(base: Any, matrix: Matrix) -> Floats:
    """Log-odds of one fitted learner."""
    if not len(matrix):
        return np.zeros(0)
    return np.asarray(base.decision_function(matrix), dtype=np.float64)


@dataclass(frozen=True)
class Labelled:
    """TrainingSet of one question: evidence, answer, weight in calibration, and whose they are.

    ``sign`` are the directions that columns declare for this question, ``presumed`` the log-odds
    of a yes for one unit of each prior column.
    """

    matrix: Matrix
    y: Floats
    weight: Floats
    people: Rows
    sign: Floats
    presumed: Floats
    n_levels: int

    def cases(self, rows: Rows, seed: int) -> TrainingSet:
        """Some of them, as learners read them: every audit counts alike."""
        return TrainingSet(
            matrix=self.matrix[rows],
            y=self.y[rows],
            weight=np.ones(len(rows)),
            sign=self.sign,
            presumed=self.presumed,
            n_levels=self.n_levels,
            seed=seed,
        )


@dataclass(frozen=True)
class BinaryTask:
    """Learners fitted to one question, and their margins out of fold."""

    fitted: dict[str, Any]
    margins: dict[str, Floats]
    asked: Labelled

    def head(self, names: Sequence[str]) -> StackedHead:
        """These learners stacked, calibrated together."""
        margins = np.column_stack([self.margins[name] for name in names])
        line = fit_line(margins, self.asked.y, self.asked.weight)
        return StackedHead(tuple(self.fitted[name] for name in names), line)


def fit_question(asked: Labelled, wanted: Sequence[str], seed: int) -> BinaryTask:
    """Fit each learner, in the strength whose margins out of fold foretold most.

    With fewer than ``FEWEST`` answers of either kind, common practice stands in for all.
    """
    y = asked.y
    scarce = min(y.sum(), len(y) - y.sum()) < FEWEST
    part = parts(asked.people, y, n_parts=INNER_FOLDS, seed=seed)
    fitted, margins = {}, {}
    for name in wanted:
        strengths = LEARNERS["unsupervised" if scarce else name]
        tried = [_out_of_fold(learner, asked, part, seed) for learner in strengths]
        best = int(np.argmin([_log_loss(told, y) for told in tried]))
        fitted[name] = strengths[best](asked.cases(np.arange(len(y)), seed))
        margins[name] = tried[best]
    return BinaryTask(fitted, margins, asked)


def _out_of_fold(learner: Learner, asked: Labelled, part: Rows, seed: int) -> Floats:
    told = np.zeros(len(part))
    for held_out in range(INNER_FOLDS):
        rows = np.flatnonzero(part == held_out)
        fitted = learner(asked.cases(np.flatnonzero(part != held_out), seed))
        told[rows] = margin_of(fitted, asked.matrix[rows])
    return told


def _log_loss(margin: Floats, y: Floats) -> float:
    return float(np.mean(np.logaddexp(0.0, margin) - y * margin)) if len(margin) else 0.0
