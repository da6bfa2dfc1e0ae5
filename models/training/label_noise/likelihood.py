"""The two steps behind a rating: what a record calls for, and how it is missed.

A record makes each level more or less likely to be the right one (severity). Given the right
level, officers assign it, or one below it more readily the more the practice invites that
(missed). Only assigned levels are on record, so the right one is summed over: a noisy-label model
as in Dawid and Skene (1979), with shares that follow from the record. It needs no audits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
RAISED, LOWERED = 0.15, 0.04  # presumed odds of rating one level too low or too high, to the right
FURTHER = 0.15  # and of each level more
HABIT_PRECISION = 5.0  # how firmly these are presumed: one standard deviation is 0.45 in log odds
RIDGE = 100.0  # weights of standardised columns are presumed to be about a tenth
STATED = 0.1  # presumed weight in ``missed`` of a column with a declared direction
FARTHEST = 30.0  # log odds beyond which a shortfall says no more


@dataclass(frozen=True)
class NoisyLabelParams:
    """A fitted process for columns of one basis.

    Parameters
    ----------
    severity, missed : arrays of shape (n_columns,)
        Log odds of the next level up, and of falling short of the right one, a unit of a column.
    cuts : array of shape (n_levels,)
        How common each right level is, as log odds.
    habits : array of shape (n_levels, n_levels)
        Log odds of each assigned level (columns) given each right one (rows), to the right one.
    """

    severity: Floats
    missed: Floats
    cuts: Floats
    habits: Floats

    def joint(self, columns: Floats) -> Floats:
        """Log chance of each right (axis 1) and assigned (axis 2) level, given the record."""
        levels = len(self.cuts)
        severity = np.outer(np.arange(levels), columns @ self.severity)
        right = _log_shares(severity + self.cuts[:, None])
        short = np.clip(columns @ self.missed, -FARTHEST, FARTHEST)
        # habits as [assigned, right, record], so that shares add up over assigned levels
        tilted = self.habits.T[:, :, None] + short * _too_low(levels).T[:, :, None]
        return np.asarray((right + _log_shares(tilted)).transpose(2, 1, 0), dtype=np.float64)


@dataclass(frozen=True)
class RatingData:
    """RatingData records, and how their columns may count.

    Parameters
    ----------
    columns : array of shape (n, n_columns)
        Standardised.
    assigned : array of shape (n,)
        Position of each rating on a scale of ``n_levels``.
    scale : array of shape (2, n_columns)
        How freely a column may count in severity and in missed: its ridge is ``RIDGE`` over the
        square; 0 keeps it out.
    home : boolean array of shape (2, n_columns)
        What the early stages may use.
    sign : array of shape (n_columns,)
        1: may not count against a rating's being missed; -1: nor for it; 0: free.
    """

    columns: NDArray[np.floating[Any]]
    assigned: NDArray[np.intp]
    n_levels: int
    scale: Floats
    home: Mask
    sign: Floats

    def every(self, step: int) -> "RatingData":
        """The same with one record out of so many."""
        rows = slice(None, None, step)
        return replace(self, columns=self.columns[rows], assigned=self.assigned[rows])


def _too_low(n_levels: int) -> Mask:
    """Right level in rows, assigned in columns: True where the rating falls short."""
    return np.tri(n_levels, k=-1, dtype=np.bool_)


def _log_shares(log_odds: Floats) -> Floats:
    """Logarithms of shares that add up to 1 along the first axis."""
    apart = log_odds - log_odds.max(axis=0)
    return np.asarray(apart - np.log(np.exp(apart).sum(axis=0)), dtype=np.float64)


def _presumed(n_levels: int) -> Floats:
    """Habits before any rating is read."""
    short = np.subtract.outer(np.arange(n_levels), np.arange(n_levels)).astype(np.float64)
    first = np.where(short > 0, np.log(RAISED), np.log(LOWERED))
    return np.where(short == 0, 0.0, first + (np.abs(short) - 1.0) * np.log(FURTHER))


@dataclass(frozen=True)
class Posterior:
    """Of each record: log chance of its rating, and what slopes are made of.

    ``share`` of each right level given the rating, ``off`` that less its share given the record.
    """

    log_chance: Floats
    share: Floats
    off: Floats
    by_score: Floats
    part: Floats
    short: Floats


@dataclass(frozen=True)
class Loss:
    """Minus the log posterior of ratings, and its slope, as a function of one line of numbers.

    The line holds severity, missed, cuts but the first, and habits off the diagonal. Columns are
    scaled by how freely they may count, so that one ridge serves all.
    """

    rated: RatingData
    presumed: Floats
    stated: Floats

    @classmethod
    def of(cls, rated: RatingData) -> "Loss":
        """The loss of these ratings."""
        stated = np.where(rated.scale[1] == 1.0, STATED * rated.sign, 0.0)
        return cls(rated, _presumed(rated.n_levels), stated)

    @property
    def _width(self) -> int:
        return int(self.rated.columns.shape[1])

    @property
    def _off(self) -> Mask:
        return ~np.eye(self.rated.n_levels, dtype=np.bool_)

    def split(self, line: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Severity, missed, cuts and habits of a line."""
        width, levels = self._width, self.rated.n_levels
        habits = self.presumed.copy()
        habits[self._off] += line[2 * width + levels - 1 :]
        cuts = np.r_[0.0, line[2 * width : 2 * width + levels - 1]]
        return line[:width], line[width : 2 * width], cuts, habits

    def start(self) -> Floats:
        """Nothing counts but stated directions; levels are as common as they were assigned."""
        levels = self.rated.n_levels
        common = np.log(np.bincount(self.rated.assigned, minlength=levels) + 1.0)
        none, habits = np.zeros(self._width), np.zeros(levels * (levels - 1))
        start: Floats = np.r_[none, self.stated, (common - common[0])[1:], habits]
        return start

    def line(self, process: NoisyLabelParams) -> Floats:
        """The line of a process; columns that it did not know count nothing."""
        new = self._width - len(process.severity)
        scale = np.where(self.rated.scale > 0, self.rated.scale, 1.0)
        weights = np.stack([np.r_[w, np.zeros(new)] for w in (process.severity, process.missed)])
        habits = (process.habits - self.presumed)[self._off]
        line: Floats = np.r_[(weights / scale).ravel(), process.cuts[1:], habits]
        return line

    def stages(self) -> Sequence[Mask]:
        """Which numbers of the line are free, stage by stage."""
        levels, home = self.rated.n_levels, self.rated.home
        cuts, habits = np.ones(levels - 1, bool), np.ones(levels * (levels - 1), bool)
        none = np.zeros(self._width, dtype=np.bool_)
        first = np.r_[home[0], none, cuts, ~habits]
        second = np.r_[home[0], home[1], cuts, habits]
        allowed = self.rated.scale > 0
        return first, second, np.r_[allowed[0], allowed[1], cuts, habits]

    def bounds(self) -> Sequence[tuple[float | None, float | None]]:
        """Least and largest of each number: stated directions are kept."""
        kept = [(0.0 if s > 0 else None, 0.0 if s < 0 else None) for s in self.rated.sign]
        rest = self.rated.n_levels**2 - 1
        return [(None, None)] * self._width + kept + [(None, None)] * rest

    def process(self, line: Floats) -> NoisyLabelParams:
        """The process in the columns' own units."""
        severity, missed, cuts, habits = self.split(line)
        scale = self.rated.scale
        return NoisyLabelParams(severity * scale[0], missed * scale[1], cuts, habits)

    def __call__(self, line: Floats) -> tuple[float, Floats]:
        """Value and slope."""
        severity, missed, _cuts, habits = self.split(line)
        told = self.told(line)
        columns = self._slopes(told.by_score)
        slope = np.r_[
            columns[0] - RIDGE * severity,
            columns[1] - RIDGE * (missed - self.stated),
            told.off.sum(axis=1)[1:],
            self._habit_slope(told, habits)[self._off],
        ]
        held = RIDGE * (severity @ severity + np.square(missed - self.stated).sum())
        held += HABIT_PRECISION * np.square(habits - self.presumed).sum()
        return -float(told.log_chance.sum() - held / 2.0), -slope

    def told(self, line: Floats) -> "Posterior":
        """What a line says of each record."""
        severity, missed, cuts, habits = self.split(line)
        levels, given, low = np.arange(len(cuts))[:, None], self.rated.assigned, _too_low(len(cuts))
        scores = self._scores(np.stack([severity, missed]))
        right = _log_shares(levels * scores[0] + cuts[:, None])
        held_down = np.clip(scores[1], -FARTHEST, FARTHEST)
        short, odds = np.exp(held_down), np.exp(habits)
        tilt = np.outer((odds * low).sum(axis=1), short)
        whole = tilt + (odds * ~low).sum(axis=1)[:, None]
        below = given < levels
        joint = right + habits[:, given] + held_down * below - np.log(whole)
        most = joint.max(axis=0)
        share = np.exp(joint - most)
        total = share.sum(axis=0)
        share /= total
        off = share - np.exp(right)
        by_score = np.stack([levels[:, 0] @ off, (share * (below - tilt / whole)).sum(axis=0)])
        return Posterior(most + np.log(total), share, off, by_score, share / whole, short)

    def _scores(self, weights: Floats) -> Floats:
        """Severity and missed of each record, shape (2, n)."""
        columns = self.rated.columns
        scaled = (weights * self.rated.scale).astype(columns.dtype)
        return np.stack([columns @ scaled[0], columns @ scaled[1]]).astype(np.float64)

    def _slopes(self, by_score: Floats) -> Floats:
        """From slopes by each record's scores to slopes by weights, shape (2, n_columns)."""
        columns = self.rated.columns
        single = by_score.astype(columns.dtype)
        made = np.stack([single[0] @ columns, single[1] @ columns])
        return np.asarray(made.astype(np.float64) * self.rated.scale)

    def _habit_slope(self, told: "Posterior", habits: Floats) -> Floats:
        given, levels = self.rated.assigned, len(habits)
        seen = [told.share[:, given == level].sum(axis=1) for level in range(levels)]
        short, other = told.part @ told.short, told.part.sum(axis=1)
        expected = np.where(_too_low(levels), short[:, None], other[:, None])
        held = HABIT_PRECISION * (habits - self.presumed)
        return np.asarray(np.stack(seen, axis=1) - expected * np.exp(habits) - held)
