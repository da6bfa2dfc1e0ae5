"""What more audits would bring: the protocol's choice as if fewer had been done."""

from collections.abc import Sequence

import pandas as pd

from contracts.levels import Scale
from models.training.validation.choose import choose
from models.training.validation.cross_validate import AUDITS, COLUMNS

CURVE = [AUDITS, "chosen", *COLUMNS]


def learning_curve(
    predictions: pd.DataFrame, candidates: Sequence[str], scale: Scale
) -> pd.DataFrame:
    """Out-of-fold predictions of the candidate that the protocol picks at each number of audits.

    Parameters
    ----------
    predictions : DataFrame
        Of ``run_folds``.
    candidates : sequence of str
        Simplest first.
    scale : Scale

    Returns
    -------
    DataFrame
        `audits`, `chosen` and the columns of fold predictions. Sizes that no fold has enough
        audits for are left out.
    """
    tables = [pd.DataFrame({name: pd.Series(dtype="object") for name in CURVE})]
    for size in sorted(predictions[AUDITS].dropna().unique()):
        at_size = predictions[predictions[AUDITS] == size]
        chosen, _ = choose(at_size, candidates, scale)
        rows = at_size.loc[at_size["candidate"] == chosen, COLUMNS]
        tables.append(rows.assign(audits=int(size), chosen=chosen)[CURVE])
    return pd.concat(tables[1:] or tables, ignore_index=True)
