"""What `mlflow models serve` runs: rows of features in, named chances out.

MLflow keeps this file as text inside the registered model, and reads it there. So it imports
nothing of this project: any service can load the model that has the libraries it names.
"""

from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd
from mlflow.models import set_model
from mlflow.pyfunc.model import PythonModel

NO_PERSON = "person_id is missing: the mean over all people, which may differ from the list"
BLANK = "columns that are missing were read as not on record, so the chance may differ"


class Answers:
    """Answers a row with `p_under`, the columns that were `missing`, and a `note` on what differs.

    Each row is scored by the estimator of its person's fold, as lists are.
    """

    def load_context(self, context: Any) -> None:
        """Read the estimators."""
        import skops.io

        config = context.model_config
        self.parts = skops.io.load(context.artifacts["estimators"], trusted=config["trusted"])
        self.note = config["note"]

    # without hints, and in a class that is not MLflow's, which would ask for them: it takes a hint
    # for a schema of its own, beside the one that is registered
    def predict(self, context, model_input, params=None):  # type: ignore[no-untyped-def] # noqa: ARG002
        """Answer rows in the columns of `features.parquet`; all but `assigned` may be missing.

        Returns
        -------
        frame
            One row each: `p_under` (blank where no audit was learned from), `missing` and `note`.
        """
        columns = [name for part in self._columns().values() for name in part]
        rows = model_input.reindex(columns=["person_id", *columns])
        missing = [name for name in rows if name not in model_input]
        fold = np.array([self._fold(person) for person in rows["person_id"]])
        chance = np.full(len(rows), np.nan)
        for number in np.unique(fold) if self.parts["learned"] else ():
            estimator = self.parts["mean"] if number < 0 else self.parts["by_fold"][number]
            X = self._input(rows.loc[fold == number, columns])
            chance[fold == number] = estimator.predict_proba(X)[:, 1]
        raisable = rows["assigned"].isin(self.parts["raisable"]).to_numpy(bool)
        notes = [self._note(missing, number) for number in fold]
        return pd.DataFrame(
            {
                "p_under": np.where(raisable | np.isnan(chance), chance, 0.0),
                "missing": [missing] * len(rows),
                "note": notes,
            }
        )

    def _columns(self) -> dict[str, Any]:
        """Names of columns by what they are: `rating`, `numbers` or `categories`."""
        parts = self.parts["mean"]["columns"].transformers_[:3]
        return {name: names for name, _, names in parts}

    def _fold(self, person: Any) -> int:
        """A keyed hash of the identifier, as when the model was fitted; -1 without a person."""
        if pd.isna(person):
            return -1
        digest = blake2b(str(person).encode(), digest_size=4, key=b"norm").digest()
        return digest[0] % len(self.parts["by_fold"])

    def _input(self, X: pd.DataFrame) -> pd.DataFrame:
        """The columns as the estimators read them: a blank category says so."""
        columns = self._columns()
        words = [*columns["rating"], *columns["categories"]]
        filled = X[words].astype("object").where(X[words].notna(), "not recorded")
        numbers = X.drop(columns=words).astype(np.float64)
        return pd.concat([filled, numbers], axis=1)[X.columns]

    def _note(self, missing: list[str], fold: int) -> str:
        blank = BLANK if {*missing} - {"person_id"} else ""
        return "; ".join(filter(None, [self.note, NO_PERSON if fold < 0 else "", blank]))


class ScoringService(Answers, PythonModel):
    """The answers, as MLflow serves them."""


set_model(ScoringService())
