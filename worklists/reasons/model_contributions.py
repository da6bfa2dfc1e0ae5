"""What a saved model found in each listed case: contributions that add up to its margin."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from contracts.errors import InputError

Contributions = Callable[[pd.DataFrame], pd.DataFrame]
OTHERS = 500
CLOSE = 1e-6  # of the margin's log odds


def read_contributions(
    model: Path, *, checked: Path, features: Path, catalogue: Path
) -> Contributions:
    """What each feature adds to a case's margin, by the model saved in the folder ``model``.

    The model compares a case with the mean of all on record: of every tenth, or of about 500 where
    that is fewer. So what is said of a case does not depend on what is listed beside it.

    Returns
    -------
    callable
        From listed rows (``assessment_id``) to one row a case, indexed by ``assessment_id``:
        ``base`` and one column per feature, in log odds.
    """
    from models.training.data import reading
    from models.training.explanation import contributions
    from models.training.persistence import parts, skops_file

    fitted = parts.from_parts(skops_file.load(model / "model.skops"))
    records = reading.read_records(checked, features, catalogue)
    ids = records.table["assessment_id"]  # in their order
    others = records.take(np.arange(0, len(ids), max(10, len(ids) // OTHERS)))
    prior_mean = contributions.mean_prior(fitted, others)

    def explain(listed: pd.DataFrame) -> pd.DataFrame:
        cases = records.take(ids.isin(listed["assessment_id"]).to_numpy(bool))
        added = contributions.contributions(fitted, cases, prior_mean)
        margins = pd.Series(fitted.under.log_odds(fitted.design.matrix(cases)), added.index)
        order = listed["assessment_id"]
        return adding_up(added.loc[order], margins.loc[order])

    return explain


def adding_up(contributions: pd.DataFrame, margins: "pd.Series[float]") -> pd.DataFrame:
    """The contributions unchanged, once every row is seen to add up to its case's margin.

    Parameters
    ----------
    contributions : DataFrame
        One row a case: ``base`` and one column per feature, in log odds.
    margins : Series
        The model's margin of the same cases, in log odds.

    Raises
    ------
    InputError
        If a row misses its margin by more than 1e-6: its reasons would be of another model.

    Examples
    --------
    >>> added = pd.DataFrame({"base": [-2.0], "no_reply": [0.5]}, index=["A1"])
    >>> adding_up(added, pd.Series([-1.5], index=["A1"])).shape
    (1, 2)
    """
    totals = contributions.sum(axis=1).to_numpy()
    off = ~np.isclose(totals, margins.to_numpy(), rtol=0, atol=CLOSE)
    if off.any():
        faults = [
            f"{int(off.sum())} of {len(contributions)} listed cases do not add up to their margin"
        ]
        raise InputError("contributions", faults, "run the train stage again")
    return contributions
