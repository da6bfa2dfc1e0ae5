"""Ratings to explain, and the parameters that explain them."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
RAISED, LOWERED = 0.15, 0.04  # presumed odds of rating one level too low or too high, to the right
FURTHER = 0.15  # and of each level more
FARTHEST = 30.0  # log odds beyond which a shortfall makes no difference


@dataclass(frozen=True)
class NoisyLabelParams:
    """Fitted parameters, for columns of one basis.

    Parameters
    ----------
    severity, shortfall : arrays of shape (n_columns,)
        Log odds of the next level up, and of a rating below the right one, a unit of a column.
    level_intercepts : array of shape (levels,)
        How common each right level is, as log odds.
    confusion_logits : array of shape (levels, levels)
        Log odds of each assigned level (columns) given each right one (rows), against the right
        one.
    anchoring : array of shape (levels, n_columns)
        What a unit of a column adds to the log odds of each assigned level, whatever is right: 0
        but for anchors.
    """

    severity: Floats
    shortfall: Floats
    level_intercepts: Floats
    confusion_logits: Floats
    anchoring: Floats

    def joint(self, columns: Floats) -> Floats:
        """Log chance of each right and assigned level, shape (n, right levels, assigned levels)."""
        levels = len(self.level_intercepts)
        severity = np.outer(np.arange(levels), columns @ self.severity)
        right = log_softmax(severity + self.level_intercepts[:, None], axis=0)
        shortfall = np.clip(columns @ self.shortfall, -FARTHEST, FARTHEST)
        # axes: assigned, right, record, so that chances add up to 1 over assigned levels
        tilted = self.confusion_logits.T[:, :, None] + shortfall * below(levels).T[:, :, None]
        tilted += (self.anchoring @ columns.T)[:, None, :]
        return np.asarray((right + log_softmax(tilted, axis=0)).transpose(2, 1, 0))


@dataclass(frozen=True)
class RatingData:
    """Ratings, the columns they are explained by, and how freely each column may count.

    Parameters
    ----------
    columns : array of shape (n, n_columns)
        Standardised.
    assigned : array of shape (n,)
        Position of each rating on a scale of ``n_levels``.
    scale : array of shape (2, n_columns)
        How freely a column may count in severity and in the shortfall: its ridge is ``RIDGE``
        over the square; 0 keeps it out.
    home : boolean array of shape (2, n_columns)
        What the early stages of the fit may use.
    sign : array of shape (n_columns,)
        1: may only raise the shortfall; -1: may only lower it; 0: free.
    anchor : boolean array of shape (n_columns,)
        Whether it is what officers hold on to.
    """

    columns: NDArray[np.floating[Any]]
    assigned: NDArray[np.intp]
    n_levels: int
    scale: Floats
    home: Mask
    sign: Floats
    anchor: Mask

    def every(self, step: int) -> "RatingData":
        """The same with one record out of so many."""
        rows = slice(None, None, step)
        return replace(self, columns=self.columns[rows], assigned=self.assigned[rows])


def below(n_levels: int) -> Mask:
    """Right level in rows, assigned in columns: True where the rating is below the right level."""
    return np.tri(n_levels, k=-1, dtype=np.bool_)


def presumed_confusion(n_levels: int) -> Floats:
    """Confusion logits before any rating is read."""
    distance = np.subtract.outer(np.arange(n_levels), np.arange(n_levels)).astype(np.float64)
    first = np.where(distance > 0, np.log(RAISED), np.log(LOWERED))
    return np.where(distance == 0, 0.0, first + (np.abs(distance) - 1.0) * np.log(FURTHER))
