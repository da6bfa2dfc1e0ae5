"""One yes-or-no task learned from audits: learners, then calibration by margins out of fold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from models.training.candidates.calibration import LogisticCalibrator, fit_calibrator
from models.training.candidates.learners.training_set import Learner, TrainingSet
from models.training.candidates.registry import LEARNERS
from models.training.data.encoding import Matrix
from models.training.data.records import Floats
from models.training.data.splits import assign_folds

INNER_FOLDS = 4
LEAST_CHANCE = 0.001  # a learner that says 0 or 1 is read as this near to it
FEWEST = 8  # labels of each kind without which only `unsupervised` is calibrated
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class StackedHead:
    """One task: fitted learners, and the calibrator from their margins to a chance."""

    learners: tuple[Any, ...]
    calibrator: LogisticCalibrator

    def margins(self, matrix: Matrix) -> Matrix:
        """Log-odds before calibration, shape (n, n_learners)."""
        return np.column_stack([margin_of(learner, matrix) for learner in self.learners])

    def log_odds(self, matrix: Matrix) -> Floats:
        """Calibrated log-odds of shape (n,)."""
        return self.calibrator.log_odds(self.margins(matrix))

    def chance(self, matrix: Matrix) -> Floats:
        """Calibrated chances of shape (n,)."""
        return self.calibrator.chance(self.margins(matrix))


def margin_of(learner: Any, matrix: Matrix) -> Floats:
    """Log-odds of one fitted learner, shape (n,): its own, or those of its probabilities."""
    if not len(matrix):
        return np.zeros(0)
    if hasattr(learner, "decision_function"):
        return np.asarray(learner.decision_function(matrix), dtype=np.float64)
    chance = np.clip(learner.predict_proba(matrix)[:, 1], LEAST_CHANCE, 1.0 - LEAST_CHANCE)
    return np.asarray(logit(chance), dtype=np.float64)


@dataclass(frozen=True)
class LabelledRows:
    """Audited rows of one task.

    Parameters
    ----------
    matrix : array of shape (n, N_PRIOR + n_columns)
    y : array of shape (n,)
        1 or 0.
    weight : array of shape (n,)
        In calibration; learners count every audit alike.
    people : array of shape (n,)
        Whose they are, as whole numbers.
    sign : array of shape (n_columns,)
        The directions that columns declare for this task.
    presumed : array of shape (N_PRIOR,)
        Log-odds of a 1 for one unit of each prior column.
    n_levels : int
        Of the scale.
    """

    matrix: Matrix
    y: Floats
    weight: Floats
    people: Rows
    sign: Floats
    presumed: Floats
    n_levels: int

    def training_set(self, rows: Rows, seed: int) -> TrainingSet:
        """Some of the rows, as learners read them."""
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
    """Learners fitted to one task, by name, and their margins out of fold, shape (n,) each."""

    fitted: dict[str, Any]
    margins: dict[str, Floats]
    labelled: LabelledRows

    def head(self, names: Sequence[str]) -> StackedHead:
        """These learners stacked: calibrated together."""
        margins = np.column_stack([self.margins[name] for name in names])
        calibrator = fit_calibrator(margins, self.labelled.y, self.labelled.weight)
        return StackedHead(tuple(self.fitted[name] for name in names), calibrator)


def fit_task(labelled: LabelledRows, names: Sequence[str], seed: int) -> BinaryTask:
    """Fit each named learner, in the strength with the least log loss out of fold.

    With fewer than ``FEWEST`` labels of either kind, `unsupervised` stands in for every learner.
    """
    y = labelled.y
    scarce = min(y.sum(), len(y) - y.sum()) < FEWEST
    fold = assign_folds(labelled.people, y, n_folds=INNER_FOLDS, seed=seed)
    every = labelled.training_set(np.arange(len(y)), seed)
    inner = [_InnerFold.of(labelled, fold == number, seed) for number in range(INNER_FOLDS)]
    fitted, margins = {}, {}
    for name in names:
        strengths = LEARNERS["unsupervised" if scarce else name]
        tried = [_out_of_fold(learner, inner, len(y)) for learner in strengths]
        best = int(np.argmin([_log_loss(margin, y) for margin in tried]))
        fitted[name] = strengths[best](every)
        margins[name] = tried[best]
    return BinaryTask(fitted, margins, labelled)


@dataclass(frozen=True)
class _InnerFold:
    """Rows to learn from, and the places and the matrix of those held out."""

    train: TrainingSet
    test: Rows
    matrix: Matrix

    @classmethod
    def of(cls, labelled: LabelledRows, held_out: NDArray[np.bool_], seed: int) -> "_InnerFold":
        test = np.flatnonzero(held_out)
        train = labelled.training_set(np.flatnonzero(~held_out), seed)
        return cls(train, test, labelled.matrix[test])


def _out_of_fold(learner: Learner, inner: Sequence[_InnerFold], n: int) -> Floats:
    margins = np.zeros(n)
    for fold in inner:
        margins[fold.test] = margin_of(learner(fold.train), fold.matrix)
    return margins


def _log_loss(margin: Floats, y: Floats) -> float:
    return float(np.mean(np.logaddexp(0.0, margin) - y * margin)) if len(margin) else 0.0
