"""The chance of each right level, given the record and the rating: one model for a whole scale.

Two questions are learned: is the rating too low, and, where not, is it too high. How far a rating
moves when it moves comes from the audits' own shares. All published chances follow from these, so
they agree with each other and with the order of the scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.training.bases import BASES
from models.training.calibration import Line, fit_line, logit
from models.training.evidence import Evidence, gather
from models.training.matrix import Matrix
from models.training.records import Floats, Records
from models.training.selection import fit_weights, line_weights

CANDIDATES: Mapping[str, tuple[str, ...]] = {
    "practice": ("practice",),
    "few": ("few",),
    "logistic": ("logistic",),
    "additive": ("additive",),
    "boosted": ("boosted",),
    "blend": ("few", "logistic", "additive", "boosted"),
}
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
    if hasattr(base, "decision_function"):
        return np.asarray(base.decision_function(matrix), dtype=np.float64)
    return logit(base.predict_proba(matrix)[:, 1])


def fit_candidates(records: Records, names: Sequence[str], seed: int) -> dict[str, RatingModel]:
    """Fit every named candidate on these records: the one function for trial and for service.

    Parts that candidates share are fitted once.
    """
    evidence = gather(records, seed)
    matrix = evidence.matrix(records)
    wanted = sorted({base for name in names for base in CANDIDATES[name]})
    top = records.ceiling_rank
    under_rows = np.flatnonzero(records.audited & ~records.prompted & (records.assigned < top))
    over_rows = np.flatnonzero(
        records.audited
        & ~records.prompted
        & (records.over == records.over)
        & (records.under != 1)
        & (records.assigned > 0)
    )
    signs = evidence.sign
    under = _fit_question(
        records.take(under_rows), matrix[under_rows], "under", wanted, signs, seed
    )
    over = None
    if records.source.truth == "audit":
        over = _fit_question(
            records.take(over_rows), matrix[over_rows], "over", ["few"], 0 * signs, seed
        )
    shares = _shares(records)
    return {
        name: RatingModel(
            candidate=name,
            evidence=evidence,
            under=_head(under, CANDIDATES[name]),
            over=_head(over, ("few",)) if over else None,
            shares=shares,
            first_top=top,
        )
        for name in names
    }


@dataclass(frozen=True)
class _Question:
    """Learners fitted to one question, and their margins out of fold."""

    fitted: dict[str, Any]
    margins: dict[str, Floats]
    happened: Floats
    weight: Floats


def _fit_question(
    records: Records,
    matrix: Matrix,
    which: str,
    wanted: Sequence[str],
    signs: Floats,
    seed: int,
) -> _Question:
    happened = records.under if which == "under" else records.over
    few_labels = min(happened.sum(), len(happened) - happened.sum()) < FEWEST
    weight = fit_weights(records)
    options = {"n_levels": len(records.scale.levels), "signs": signs, "seed": seed}
    fitted, margins = {}, {}
    for name in wanted:
        make = BASES["practice" if few_labels else name]
        fitted[name] = _fit(make(**options), matrix, happened, weight)
        margins[name] = _out_of_fold(make, options, records, matrix, happened, weight)
    return _Question(fitted, margins, happened, line_weights(records))


def _fit(base: Any, matrix: Matrix, happened: Floats, weight: Floats) -> Any:
    if getattr(base, "steps", None) and hasattr(base[-1], "classes_"):
        return base  # nothing to learn: fixed in advance
    last = f"{base.steps[-1][0]}__" if hasattr(base, "steps") else ""
    return base.fit(matrix, happened, **{f"{last}sample_weight": weight})


def _out_of_fold(
    make: Any,
    options: Mapping[str, Any],
    records: Records,
    matrix: Matrix,
    happened: Floats,
    weight: Floats,
) -> Floats:
    from sklearn.model_selection import StratifiedGroupKFold

    people = np.unique(records.table["person_id"].to_numpy(str), return_inverse=True)[1]
    told = np.zeros(len(matrix))
    if len(np.unique(happened)) < 2:
        return (
            margin_of(_fit(make(**options), matrix, happened, weight), matrix)
            if len(matrix)
            else told
        )
    splitter = StratifiedGroupKFold(INNER_FOLDS, shuffle=True, random_state=options["seed"])
    for train, test in splitter.split(matrix, happened, people):
        base = _fit(make(**options), matrix[train], happened[train], weight[train])
        told[test] = margin_of(base, matrix[test])
    return told


def _head(question: _Question, names: tuple[str, ...]) -> Head:
    margins = np.column_stack([question.margins[name] for name in names])
    line = fit_line(margins, question.happened, question.weight)
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
