"""What more audits would bring: the protocol's choice as if fewer had been done."""

import pandas as pd

from contracts.levels import Scale
from models.training.validation.cross_validate import AUDITS, COLUMNS, CandidateSettings, choose

CURVE = [AUDITS, "chosen", *COLUMNS]


def learning_curve(told: pd.DataFrame, entry: CandidateSettings, scale: Scale) -> pd.DataFrame:
    """Out-of-fold predictions of the candidate that the protocol picks at each number of audits.

    ``told`` are the rows of ``run_folds``; sizes that no fold has enough audits for are left out.
    The columns of fold predictions, `audits` and `chosen`.
    """
    made = [pd.DataFrame({name: pd.Series(dtype="object") for name in CURVE})]
    for size in sorted(told[AUDITS].dropna().unique()):
        tried = told[told[AUDITS] == size]
        chosen, _ = choose(tried, entry.candidates, scale)
        kept = tried.loc[tried["candidate"] == chosen, COLUMNS]
        made.append(kept.assign(audits=int(size), chosen=chosen)[CURVE])
    return pd.concat(made[1:] or made, ignore_index=True)
