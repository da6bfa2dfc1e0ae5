"""Officers' norm: the level a record calls for, and how ratings in general fall short of it.

Learned from every assessment, audited or not, from columns that do not read the rating itself.
Severity is what the record holds of the person; the shortfall is how readily a rating made this
way (checks, oversight, load) ends below the right level. Both are weighted sums of columns. A
person's scores come from weights learned from other people.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.training.data.encoding import Matrix
from models.training.data.person_folds import N_FOLDS, FoldOfRow
from models.training.label_noise.params import NoisyLabelParams
from models.training.label_noise.steps_and_interactions import Basis

LOWEST = -20.0  # log-odds of a rating that has nothing above it


@dataclass(frozen=True)
class RatingModel:
    """What officers in general do, learned once for each fold of people from all others.

    Parameters
    ----------
    basis : Basis
    severity, shortfall : arrays of shape (N_FOLDS, len(basis))
        Log-odds of the next level up, and of a rating below the right level.
    level_intercepts : array of shape (N_FOLDS, n_levels)
        How common each right level is, as log odds.
    confusion_logits : array of shape (N_FOLDS, n_levels, n_levels)
        Log odds of each assigned level (columns) given each right one (rows).
    anchoring : array of shape (N_FOLDS, n_levels, len(basis))
        What anchors add to the log odds of each assigned level; 0 elsewhere.
    """

    basis: Basis
    severity: NDArray[np.float64]
    shortfall: NDArray[np.float64]
    level_intercepts: NDArray[np.float64]
    confusion_logits: NDArray[np.float64]
    anchoring: NDArray[np.float64]

    @property
    def anchors(self) -> NDArray[np.bool_]:
        """Which columns officers hold on to, shape (n_columns,)."""
        return np.asarray((self.anchoring != 0).any(axis=(0, 1))[: self.basis.width])

    @property
    def shortfall_at_level(self) -> NDArray[np.float64]:
        """The shortfall of a rating at each level, shape (N_FOLDS, n_levels, len(basis)).

        Where an anchor speaks for the level assigned against the next one up, the rating may have
        been drawn below the right one by it.
        """
        draw = self.anchoring - np.roll(self.anchoring, -1, axis=1)
        draw[:, -1] = 0.0
        return np.asarray(self.shortfall[:, None] + draw)

    def scores(self, X_scaled: Matrix, assigned: NDArray[np.float64], fold: FoldOfRow) -> Matrix:
        """Severity and shortfall of each record, shape (n, 2).

        Parameters
        ----------
        X_scaled : array of shape (n, n_columns)
            Standardised columns of the record.
        assigned : array of shape (n,)
            Positions on the scale.
        fold : array of shape (n,)
            From ``fold_of_person``.
        """
        wide = self.basis.transform(X_scaled)
        scores, level = np.zeros((len(X_scaled), 2)), assigned.astype(np.intp)
        for number in range(N_FOLDS):
            rows = np.flatnonzero(fold == number)
            weights = np.vstack([self.severity[number], self.shortfall_at_level[number]])
            every = wide[rows] @ weights.T
            scores[rows] = every[np.arange(len(rows))[:, None], np.c_[0 * rows, 1 + level[rows]]]
        return scores

    def by_column(
        self, X_scaled: Matrix, assigned: NDArray[np.float64], fold: FoldOfRow
    ) -> NDArray[np.float64]:
        """What each column adds to severity and to the shortfall, shape (n, 2, n_columns)."""
        wide = self.basis.transform(X_scaled)
        shortfall = self.shortfall_at_level[fold, assigned.astype(np.intp)]
        amounts = np.stack([wide * self.severity[fold], wide * shortfall], axis=1)
        return self.basis.to_columns(amounts)

    def joint(self, X_scaled: Matrix, fold: FoldOfRow) -> NDArray[np.float64]:
        """Chance of each right and assigned level, shape (n, right levels, assigned levels)."""
        wide, levels = self.basis.transform(X_scaled), self.level_intercepts.shape[1]
        chances = np.zeros((len(X_scaled), levels, levels))
        for number in range(N_FOLDS):
            params = NoisyLabelParams(
                self.severity[number],
                self.shortfall[number],
                self.level_intercepts[number],
                self.confusion_logits[number],
                self.anchoring[number],
            )
            chances[fold == number] = np.exp(params.joint(wide[fold == number]))
        return chances
