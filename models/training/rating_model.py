"""The chance of each right level, given the record and the rating: one model for a whole scale.

Two questions are learned: is the rating too low, and, where not, is it too high. How far a rating
moves when it moves comes from the audits' own shares. All published chances follow from these, so
they agree with each other and with the order of the scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.training.bases import BASES, Setting
from models.training.calibration import Line, fit_line
from models.training.evidence import LEAD, Evidence, gather
from models.training.matrix import Matrix
from models.training.records import Floats, Records
from models.training.selection import fit_weights, line_weights
from models.training.splits import parts

CANDIDATES: Mapping[str, tuple[str, ...]] = {
    "practice": ("practice",),
    "few": ("few",),
    "logistic": ("logistic",),
    "additive": ("additive",),
    "boosted": ("boosted",),
    "blend": ("few", "logistic", "additive", "boosted"),
}
Rows = NDArray[np.intp]
INNER_FOLDS = 4
FEWEST = 8  # labels of each kind without which only common practice is calibrated


@dataclass(frozen=True)
class Head:
    """One yes-or-no question: fitted learners, and the line from their margins to a chance."""

    bases: tuple[Any, ...]
    line: Line

    def margins(self, matrix: Matrix) -> Matrix:
        """Log-odds before calibration, shape (n, n_bases)."""
        return np.column_stack([margin_of(base, matrix) for base in self.bases])

    def chance(self, matrix: Matrix) -> Floats:
        """Calibrated chances of shape (n,)."""
        return self.line.chance(self.margins(matrix))


@dataclass(frozen=True)
class RatingModel:
    """A fitted candidate.

    ``shares`` of shape (n_levels, n_levels): given that a rating at row's level moves up (or
    down), the share that lands on each level above (or below).
    """

    candidate: str
    evidence: Evidence
    under: Head
    over: Head | None
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


def margin_of(base: Any, matrix: Matrix) -> Floats:
    """Log-odds of one fitted learner."""
    if not len(matrix):
        return np.zeros(0)
    return np.asarray(base.decision_function(matrix), dtype=np.float64)


def fit_candidates(records: Records, names: Sequence[str], seed: int) -> dict[str, RatingModel]:
    """Fit every named candidate on these records: the one function for trial and for service.

    Parts that candidates share are fitted once.
    """
    evidence = gather(records, seed)
    matrix = evidence.matrix(records)
    wanted = sorted({base for name in names for base in CANDIDATES[name]})
    under_rows, over_rows = _rows_learned_from(records)
    under = _fit_question(_labelled(records, matrix, under_rows, "under"), evidence, wanted, seed)
    over = None
    if records.source.truth == "audit":
        over = _fit_question(_labelled(records, matrix, over_rows, "over"), evidence, ["few"], seed)
    shares = _shares(records)
    return {
        name: RatingModel(
            candidate=name,
            evidence=evidence,
            under=_head(under, CANDIDATES[name]),
            over=_head(over, ("few",)) if over else None,
            shares=shares,
            first_top=records.ceiling_rank,
        )
        for name in names
    }


@dataclass(frozen=True)
class _Labelled:
    """Cases of one question: evidence, answer, and the weights of fitting and of calibrating."""

    matrix: Matrix
    happened: Floats
    fit_weight: Floats
    line_weight: Floats
    people: Rows

    def take(self, rows: Rows) -> "_Labelled":
        return _Labelled(
            self.matrix[rows],
            self.happened[rows],
            self.fit_weight[rows],
            self.line_weight[rows],
            self.people[rows],
        )


@dataclass(frozen=True)
class _Question:
    """Learners fitted to one question, and their margins out of fold."""

    fitted: dict[str, Any]
    margins: dict[str, Floats]
    asked: _Labelled


def _rows_learned_from(records: Records) -> tuple[Rows, Rows]:
    """Audits for 'too low' and, of those not too low, for 'too high'.

    Audits prompted by a serious further offence were picked for the answer: not learned from.
    """
    usable = records.audited & ~records.prompted
    under = usable & (records.assigned < records.ceiling_rank)
    over = usable & (records.under != 1) & (records.assigned > 0)
    return np.flatnonzero(under), np.flatnonzero(over)


def _labelled(records: Records, matrix: Matrix, rows: Rows, question: str) -> _Labelled:
    asked = records.take(rows)
    return _Labelled(
        matrix=matrix[rows],
        happened=asked.under if question == "under" else asked.over,
        fit_weight=fit_weights(asked),
        line_weight=line_weights(asked),
        people=pd.factorize(asked.table["person_id"])[0],
    )


def _fit_question(
    asked: _Labelled, evidence: Evidence, wanted: Sequence[str], seed: int
) -> _Question:
    happened = asked.happened
    scarce = min(happened.sum(), len(happened) - happened.sum()) < FEWEST
    part = parts(asked.people, happened, n_parts=INNER_FOLDS, seed=seed)
    fitted, margins = {}, {}
    for name in wanted:
        base = "practice" if scarce else name
        fitted[name] = _fit(base, asked, evidence, seed)
        margins[name] = np.zeros(len(happened))
        for held_out in range(INNER_FOLDS):
            rows = np.flatnonzero(part == held_out)
            learner = _fit(base, asked.take(np.flatnonzero(part != held_out)), evidence, seed)
            margins[name][rows] = margin_of(learner, asked.matrix[rows])
    return _Question(fitted, margins, asked)


def _fit(base: str, asked: _Labelled, evidence: Evidence, seed: int) -> Any:
    raw = asked.matrix[:, LEAD:]
    seen = np.where(np.isnan(raw), -np.inf, raw).max(axis=0, initial=-np.inf)
    least = np.where(np.isnan(raw), np.inf, raw).min(axis=0, initial=np.inf)
    levels = len(evidence.norm.steps[0]) + 1
    learner = BASES[base](Setting(levels, evidence.sign, seen > least, seed))
    if base == "practice":
        return learner  # nothing to learn: its numbers are stated in advance
    if np.ptp(asked.fit_weight) == 0.0:
        return learner.fit(asked.matrix, asked.happened)  # much faster than equal weights
    last = learner.steps[-1][0]
    return learner.fit(asked.matrix, asked.happened, **{f"{last}__sample_weight": asked.fit_weight})


def _head(question: _Question, names: tuple[str, ...]) -> Head:
    margins = np.column_stack([question.margins[name] for name in names])
    line = fit_line(margins, question.asked.happened, question.asked.line_weight)
    return Head(tuple(question.fitted[name] for name in names), line)


def _shares(records: Records) -> Floats:
    """Shares of landing levels, with a few imagined moves, most of them by one level."""
    n = len(records.scale.levels)
    distance = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    counts = np.where(distance > 0, 4.0 * 0.15 ** (distance - 1.0), 0.0)
    moved = records.audited & ~records.prompted & (records.right != records.assigned)
    rows = records.take(moved)
    places = (rows.assigned.astype(np.intp), rows.right.astype(np.intp))
    np.add.at(counts, places, 1.0)
    upper = np.triu(counts, 1)
    lower = np.tril(counts, -1)
    upper_sum = np.maximum(upper.sum(axis=1, keepdims=True), 1e-12)
    lower_sum = np.maximum(lower.sum(axis=1, keepdims=True), 1e-12)
    return np.asarray(upper / upper_sum + lower / lower_sum, dtype=np.float64)
