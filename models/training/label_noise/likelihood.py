"""The likelihood of ratings read as noisy labels of the right level.

Columns of the record make each level more or less likely to be the right one (severity). Given
the right level, officers assign it, or a level below it, the more readily the larger the shortfall
score; what they hold on to (anchors) draws ratings to a level, whatever is right. The right level
is not on record, so it is summed over: a noisy-label model as in Dawid and Skene (1979) whose
confusion probabilities depend on the record. No audit is read.

In arrays, ``n`` are records and ``levels`` the positions of the scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from models.training.label_noise.params import (
    FARTHEST,
    Floats,
    Mask,
    NoisyLabelParams,
    RatingData,
    below,
    presumed_confusion,
)

CONFUSION_PRECISION = (
    5.0  # how firmly confusion logits are presumed: one standard deviation is 0.45
)
ColumnNumbers = NDArray[np.intp]
RIDGE = 100.0  # weights of standardised columns are presumed to be about a tenth
ANCHOR_RIDGE = 10.0  # an anchor's weights are presumed to be about a third
DECLARED_WEIGHT = 0.1  # presumed weight in the shortfall of a column with a declared direction


@dataclass(frozen=True)
class Posterior:
    """What parameters say of each record, and the pieces that gradients are made of.

    Parameters
    ----------
    log_chance : array of shape (n,)
        Of the rating on record.
    right : array of shape (levels, n)
        Chance of each right level, given record and rating.
    surprise : array of shape (levels, n)
        The same less the chance given the record alone.
    by_score : array of shape (2, n)
        Derivative of ``log_chance`` by severity and by shortfall.
    right_per_odds : array of shape (levels, n)
        ``right`` over the sum of the odds of all ratings at that right level.
    shortfall_odds : array of shape (n,)
    anchor_odds : array of shape (levels, n)
        What anchors multiply the odds of each assigned level by.
    """

    log_chance: Floats
    right: Floats
    surprise: Floats
    by_score: Floats
    right_per_odds: Floats
    shortfall_odds: Floats
    anchor_odds: Floats


@dataclass(frozen=True)
class Loss:
    """Minus the log posterior of ratings, and its gradient, as a function of one vector theta.

    Theta holds the weights of severity and of shortfall, all level intercepts but the first, the
    confusion logits off the diagonal less their presumed values, and the weights of anchors for
    all levels but the first. Weights of severity and shortfall are scaled by how freely columns
    may count, so that one ridge serves both.
    """

    ratings: RatingData
    presumed: Floats
    centre: Floats
    used: Sequence[ColumnNumbers]
    blocks: Sequence[NDArray[np.floating[Any]]]
    anchors: NDArray[np.floating[Any]]

    @classmethod
    def of(cls, ratings: RatingData) -> "Loss":
        """The loss of these ratings.

        ``blocks`` are the columns that may count in severity and in the shortfall, at the places
        ``used``: most steps and pairs count in one of them alone, so both are quicker to read.
        ``anchors`` are the columns of anchors.
        """
        centre = np.where(ratings.scale[1] == 1.0, DECLARED_WEIGHT * ratings.sign, 0.0)
        used = [np.flatnonzero(scale > 0) for scale in ratings.scale]
        blocks = [np.ascontiguousarray(ratings.columns[:, places]) for places in used]
        anchors = np.ascontiguousarray(ratings.columns[:, ratings.anchor])
        return cls(ratings, presumed_confusion(ratings.n_levels), centre, used, blocks, anchors)

    @property
    def _width(self) -> int:
        return int(self.ratings.columns.shape[1])

    @property
    def _n_anchoring(self) -> int:
        return (self.ratings.n_levels - 1) * int(self.anchors.shape[1])

    @property
    def _off_diagonal(self) -> Mask:
        return ~np.eye(self.ratings.n_levels, dtype=np.bool_)

    def split(self, theta: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        """Scaled severity and shortfall, level intercepts, confusion logits, anchors' weights.

        The last in shape (levels, n_anchors).
        """
        width, levels = self._width, self.ratings.n_levels
        ends = np.cumsum([width, width, levels - 1, levels * (levels - 1)])
        severity, shortfall, intercepts, off_diagonal, rest = np.split(theta, ends)
        confusion = self.presumed.copy()
        confusion[self._off_diagonal] += off_diagonal
        anchoring = np.zeros((levels, self.anchors.shape[1]))
        anchoring[1:] = rest.reshape(levels - 1, -1)
        return severity, shortfall, np.r_[0.0, intercepts], confusion, anchoring

    def start(self) -> Floats:
        """Only declared directions count; levels are as common as they were assigned."""
        levels = self.ratings.n_levels
        common = np.log(np.bincount(self.ratings.assigned, minlength=levels) + 1.0)
        severity, rest = np.zeros(self._width), np.zeros(levels * (levels - 1) + self._n_anchoring)
        theta: Floats = np.r_[severity, self.centre, (common - common[0])[1:], rest]
        return theta

    def theta(self, params: NoisyLabelParams) -> Floats:
        """The vector of these parameters; columns that they lack count nothing."""
        new = np.zeros(self._width - len(params.severity))
        scale = np.where(self.ratings.scale > 0, self.ratings.scale, 1.0)
        weights = np.stack([np.r_[w, new] for w in (params.severity, params.shortfall)])
        confusion = (params.confusion_logits - self.presumed)[self._off_diagonal]
        anchoring = params.anchoring[1:, np.flatnonzero(self.ratings.anchor)].ravel()
        intercepts = params.level_intercepts[1:]
        theta: Floats = np.r_[(weights / scale).ravel(), intercepts, confusion, anchoring]
        return theta

    def stages(self) -> Sequence[Mask]:
        """Which entries of theta are free, stage by stage."""
        levels, home = self.ratings.n_levels, self.ratings.home
        intercepts, confusion = np.ones(levels - 1, bool), np.ones(levels * (levels - 1), bool)
        none, anchoring = np.zeros(self._width, bool), np.ones(self._n_anchoring, bool)
        first = np.r_[home[0], none, intercepts, ~confusion, ~anchoring]
        second = np.r_[home[0], home[1], intercepts, confusion, anchoring]
        allowed = self.ratings.scale > 0
        return first, second, np.r_[allowed[0], allowed[1], intercepts, confusion, anchoring]

    def bounds(self) -> Sequence[tuple[float | None, float | None]]:
        """Least and largest of each entry of theta: declared directions are kept."""
        kept = [(0.0 if s > 0 else None, 0.0 if s < 0 else None) for s in self.ratings.sign]
        rest = self.ratings.n_levels**2 - 1 + self._n_anchoring
        return [(None, None)] * self._width + kept + [(None, None)] * rest

    def params(self, theta: Floats) -> NoisyLabelParams:
        """The parameters in the columns' own units."""
        severity, shortfall, intercepts, confusion, weights = self.split(theta)
        scale = self.ratings.scale
        anchoring = np.zeros((len(confusion), self._width))
        anchoring[:, self.ratings.anchor] = weights
        return NoisyLabelParams(
            severity * scale[0], shortfall * scale[1], intercepts, confusion, anchoring
        )

    def __call__(self, theta: Floats) -> tuple[float, Floats]:
        """Value and gradient."""
        severity, shortfall, _intercepts, confusion, anchoring = self.split(theta)
        posterior = self.posterior(theta)
        by_weight = self._by_weight(posterior.by_score)
        gradient = np.r_[
            by_weight[0] - RIDGE * severity,
            by_weight[1] - RIDGE * (shortfall - self.centre),
            posterior.surprise.sum(axis=1)[1:],
            self._by_confusion(posterior, confusion)[self._off_diagonal],
            self._by_anchoring(posterior, confusion, anchoring)[1:].ravel(),
        ]
        penalty = RIDGE * (severity @ severity + np.square(shortfall - self.centre).sum())
        penalty += CONFUSION_PRECISION * np.square(confusion - self.presumed).sum()
        penalty += ANCHOR_RIDGE * np.square(anchoring).sum()
        return -float(posterior.log_chance.sum() - penalty / 2.0), -gradient

    def posterior(self, theta: Floats) -> Posterior:
        """What theta says of each record."""
        severity, shortfall, intercepts, confusion, anchoring = self.split(theta)
        levels, low = np.arange(len(intercepts))[:, None], below(len(intercepts))
        assigned, odds = self.ratings.assigned, np.exp(confusion)
        scores = self._scores(np.stack([severity, shortfall]))
        prior = log_softmax(levels * scores[0] + intercepts[:, None], axis=0)
        shortfall_score = np.clip(scores[1], -FARTHEST, FARTHEST)
        shortfall_odds = np.exp(shortfall_score)
        anchor_score = np.clip(anchoring @ self.anchors.T, -FARTHEST, FARTHEST)
        anchor_odds = np.exp(anchor_score)
        odds_below = (odds * low) @ anchor_odds * shortfall_odds
        all_odds = odds_below + (odds * ~low) @ anchor_odds
        is_below = assigned < levels
        joint = prior + confusion[:, assigned] + shortfall_score * is_below - np.log(all_odds)
        joint += anchor_score[assigned, np.arange(len(assigned))]
        largest = joint.max(axis=0)
        right = np.exp(joint - largest)
        total = right.sum(axis=0)
        right /= total
        surprise = right - np.exp(prior)
        by_shortfall = (right * (is_below - odds_below / all_odds)).sum(axis=0)
        by_score = np.stack([levels[:, 0] @ surprise, by_shortfall])
        per_odds, log_chance = right / all_odds, largest + np.log(total)
        return Posterior(
            log_chance, right, surprise, by_score, per_odds, shortfall_odds, anchor_odds
        )

    def _scores(self, weights: Floats) -> Floats:
        """Severity and shortfall of each record, shape (2, n)."""
        scaled = (weights * self.ratings.scale).astype(self.ratings.columns.dtype)
        parts = zip(self.blocks, scaled, self.used, strict=True)
        return np.stack([block @ one[used] for block, one, used in parts]).astype(np.float64)

    def _by_weight(self, by_score: Floats) -> Floats:
        """From derivatives by each record's scores to those by weights, shape (2, n_columns)."""
        single = by_score.astype(self.ratings.columns.dtype)
        summed = np.zeros(self.ratings.scale.shape)
        for row, (block, used) in enumerate(zip(self.blocks, self.used, strict=True)):
            summed[row, used] = single[row] @ block
        return np.asarray(summed * self.ratings.scale)

    def _by_confusion(self, posterior: Posterior, confusion: Floats) -> Floats:
        """Derivatives by confusion logits, shape (levels, levels)."""
        assigned, levels = self.ratings.assigned, len(confusion)
        seen = [posterior.right[:, assigned == level].sum(axis=1) for level in range(levels)]
        lowered = (posterior.right_per_odds * posterior.shortfall_odds) @ posterior.anchor_odds.T
        others = posterior.right_per_odds @ posterior.anchor_odds.T
        expected = np.where(below(levels), lowered, others)
        penalty = CONFUSION_PRECISION * (confusion - self.presumed)
        return np.asarray(np.stack(seen, axis=1) - expected * np.exp(confusion) - penalty)

    def _by_anchoring(self, posterior: Posterior, confusion: Floats, anchoring: Floats) -> Floats:
        """Derivatives by anchors' weights, shape (levels, n_anchors)."""
        if not anchoring.size:
            return anchoring
        odds, low = np.exp(confusion), below(len(confusion))
        lowered = posterior.shortfall_odds * ((odds * low).T @ posterior.right_per_odds)
        expected = (odds * ~low).T @ posterior.right_per_odds + lowered
        is_assigned = np.arange(len(odds))[:, None] == self.ratings.assigned
        by_score = is_assigned - posterior.anchor_odds * expected
        return np.asarray(by_score @ self.anchors - ANCHOR_RIDGE * anchoring)
