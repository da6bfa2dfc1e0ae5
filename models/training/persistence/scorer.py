"""Chances of raw rows: each by the estimator of its person's fold, or by the mean of all folds."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from contracts.errors import InputError
from models.training.candidates.stacked_classifier import StackedClassifier
from models.training.data.person_folds import fold_of_person
from models.training.data.records import Floats
from models.training.persistence.estimator import as_estimator, estimators_by_fold


@dataclass(frozen=True)
class Scorer:
    """What scores a row of ``features.parquet``, as the lists do or without its person.

    Parameters
    ----------
    by_fold : list of fitted Pipelines
    mean : fitted Pipeline
        For rows without `person_id`.
    raisable : tuple of str
        Levels that can be too low; the chance of any other is 0.
    """

    by_fold: list[Any]
    mean: Any
    raisable: tuple[str, ...]

    @classmethod
    def of(cls, model: StackedClassifier, levels: tuple[str, ...]) -> "Scorer":
        """The scorer of a fitted model, whose scale has these levels."""
        raisable = levels[: model.ceiling_rank]
        return cls(estimators_by_fold(model), as_estimator(model), raisable)

    def to_parts(self) -> dict[str, Any]:
        """Plain containers of scikit-learn parts: what ``skops_file.dump`` writes."""
        return {**vars(self), "by_fold": list(self.by_fold), "raisable": list(self.raisable)}

    @property
    def columns(self) -> list[str]:
        """The columns that are read, beside `person_id`: the rating first."""
        return [str(name) for part in self._columns().values() for name in part]

    def _columns(self) -> dict[str, Any]:
        """Names of columns by what they are: `rating`, `numbers` or `categories`."""
        return {name: names for name, _, names in self.mean["columns"].transformers_[:3]}

    def predict_proba(self, rows: pd.DataFrame) -> Floats:
        """The chance that each rating is not too low, and that it is, shape (n, 2).

        Parameters
        ----------
        rows : frame
            The columns of ``features.parquet`` in any order; others are not read. With
            `person_id` the chance is that of the lists.

        Raises
        ------
        InputError
            Where a column is missing.
        """
        missing = [name for name in self.columns if name not in rows]
        if missing:
            faults = [f"there is no column '{name}'" for name in missing]
            raise InputError("rows to score", faults, "take the columns of run.features()")
        X = self._input(rows)
        chance = np.zeros(len(rows))
        for estimator, picked in self._parts(rows):
            if picked.any():
                chance[picked] = estimator.predict_proba(X[picked])[:, 1]
        chance[~X["assigned"].isin(self.raisable).to_numpy(bool)] = 0.0
        return np.column_stack([1.0 - chance, chance])

    def _input(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The columns as the estimators read them: a blank category says so."""
        X = rows[self.columns].copy()
        columns = self._columns()
        words = [*columns["rating"], *columns["categories"]]
        X[words] = X[words].astype("object").where(X[words].notna(), "not recorded")
        numbers = X.columns.difference(words)
        X[numbers] = X[numbers].astype(np.float64)
        return X

    def _parts(self, rows: pd.DataFrame) -> list[tuple[Any, Any]]:
        """Each estimator with the rows that it scores, as a mask of shape (n,)."""
        if "person_id" not in rows:
            return [(self.mean, np.ones(len(rows), dtype=bool))]
        person = rows["person_id"].notna().to_numpy(bool)
        fold = fold_of_person(rows["person_id"].astype("object").where(person, ""))
        parts = [(one, person & (fold == number)) for number, one in enumerate(self.by_fold)]
        return [*parts, (self.mean, ~person)]
