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
    """

    basis: Basis
    severity: NDArray[np.float64]
    shortfall: NDArray[np.float64]
    level_intercepts: NDArray[np.float64]
    confusion_logits: NDArray[np.float64]

    def scores(self, X_scaled: Matrix, fold: FoldOfRow) -> Matrix:
        """Severity and shortfall of each record, shape (n, 2).

        Parameters
        ----------
        X_scaled : array of shape (n, n_columns)
            Standardised columns of the record.
        fold : array of shape (n,)
            From ``fold_of_person``.
        """
        wide = self.basis.transform(X_scaled)
        scores = np.zeros((len(X_scaled), 2))
        for number in range(N_FOLDS):
            weights = np.column_stack([self.severity[number], self.shortfall[number]])
            scores[fold == number] = wide[fold == number] @ weights
        return scores

    def by_column(self, X_scaled: Matrix, fold: FoldOfRow) -> NDArray[np.float64]:
        """What each column adds to severity and to the shortfall, shape (n, 2, n_columns)."""
        wide = self.basis.transform(X_scaled)
        amounts = np.stack([wide * self.severity[fold], wide * self.shortfall[fold]], axis=1)
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
            )
            chances[fold == number] = np.exp(params.joint(wide[fold == number]))
        return chances
