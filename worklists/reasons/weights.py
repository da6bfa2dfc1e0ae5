"""What a saved model found in each listed case: contributions that add up to its margin."""

from pathlib import Path

import numpy as np
import pandas as pd

from contracts.errors import InputError
from worklists.reasons.listed import Contributions

OTHERS = 500
CLOSE = 1e-6  # of the margin's log odds


def read_contributions(
    model: Path, *, checked: Path, features: Path, catalogue: Path
) -> Contributions:
    """What each feature adds to a case's margin, by the model saved in the folder ``model``.

    The model compares a case with the mean of those it is asked about. So that listed cases are
    not compared among themselves, it is asked about others beside them: every tenth on record,
    or about 500 where that is fewer.
    """
    from models.training.data import reading
    from models.training.explanation import contributions
    from models.training.persistence import parts, skops_file

    fitted = parts.from_parts(skops_file.load(model / "model.skops"))
    learned = reading.read_records(checked, features, catalogue)

    def weigh(listed: pd.DataFrame) -> pd.DataFrame:
        ids = learned.table["assessment_id"]
        others = ids.sort_values().iloc[:: max(10, len(ids) // OTHERS)]
        asked = learned.take((ids.isin(listed["assessment_id"]) | ids.isin(others)).to_numpy(bool))
        told = contributions.contributions(fitted, asked)
        margins = contributions.margin(fitted.under, fitted.evidence.matrix(asked))
        known = pd.Series(margins, index=told.index).loc[listed["assessment_id"]]
        return adding_up(told.loc[listed["assessment_id"]], known)

    return weigh


def adding_up(told: pd.DataFrame, margins: "pd.Series[float]") -> pd.DataFrame:
    """The contributions as given, once every row is seen to add up to its case's margin.

    Parameters
    ----------
    told : DataFrame
        One row a case: ``base`` and one column per feature, in log odds.
    margins : Series
        What the model says of the same cases.

    Raises
    ------
    InputError
        If a row misses its margin by more than 1e-6: its reasons would be of another model.

    Examples
    --------
    >>> told = pd.DataFrame({"base": [-2.0], "asked": [0.5]}, index=["A1"])
    >>> adding_up(told, pd.Series([-1.5], index=["A1"])).shape
    (1, 2)
    """
    apart = ~np.isclose(told.sum(axis=1).to_numpy(), margins.to_numpy(), rtol=0, atol=CLOSE)
    if apart.any():
        faults = [f"{int(apart.sum())} of {len(told)} listed cases do not add up to their margin"]
        raise InputError("contributions", faults, "run the train stage again")
    return told
