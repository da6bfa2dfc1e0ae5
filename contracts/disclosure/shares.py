"""Shares as they may be published: made from counts that are rounded and withheld first."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.disclosure.rules import DisclosureRules
from contracts.disclosure.table import TOTAL, protect
from contracts.intervals import wilson


def protected_shares(
    found: "pd.Series[int]", of: "pd.Series[int]", rules: DisclosureRules
) -> pd.DataFrame:
    """One share a row, whose counts and interval say no more than rounded counts do.

    Parameters
    ----------
    found, of : series of int, of one index
        Numerators and denominators; no total of either is published beside them.

    Returns
    -------
    frame
        ``found, of`` (Int64, missing where withheld) and ``rate, low95, high95`` (0 to 1; Wilson's
        95 % interval; missing below ``rate_needs`` or where ``found`` or the rest is withheld).

    Examples
    --------
    >>> rules = DisclosureRules(6, 5, 30, 10, 5)
    >>> table = protected_shares(pd.Series([12, 3]), pd.Series([41, 41]), rules)
    >>> print(table[["found", "of", "rate"]])
       found  of  rate
    0     10  40  0.25
    1   <NA>  40   NaN
    """
    return shares_of(protected_parts(found, of, rules), rules).set_index(found.index)


def protected_parts(
    found: "pd.Series[int]",
    of: "pd.Series[int]",
    rules: DisclosureRules,
    earlier: pd.DataFrame | None = None,
    withhold: NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """``found``, ``rest`` and ``Total`` row by row as they may be published.

    Parameters
    ----------
    earlier : frame, optional
        What this returned for the edition before, by the same index.
    withhold : array of bool, optional
        True for rows whose ``found`` another table withholds.
    """
    parts = pd.DataFrame({"found": found, "rest": of - found}).reset_index(drop=True)
    held = None if earlier is None else earlier.reindex(found.index).reset_index(drop=True)
    also = None if withhold is None else pd.DataFrame({"found": withhold, "rest": withhold})
    return protect(parts, rules, held, withhold=also, column_totals=False)


def shares_of(shown: pd.DataFrame, rules: DisclosureRules) -> pd.DataFrame:
    """``found, of, rate, low95, high95`` of what ``protected_parts`` returned."""
    several = (shown["found"].notna() & shown["rest"].notna()).to_numpy()
    number = shown[TOTAL].fillna(0).to_numpy(dtype=np.int64)
    enough = several & (number >= rules.rate_needs)
    seen = np.minimum(shown["found"].fillna(0).to_numpy(dtype=np.int64), number)
    low, high = wilson(seen, number)
    with np.errstate(invalid="ignore"):
        table = pd.DataFrame({"rate": seen / number, "low95": low, "high95": high})
    table = table.where(pd.Series(enough), np.nan).set_index(shown.index)
    counts = shown[["found", TOTAL]].set_axis(["found", "of"], axis=1)
    return pd.concat([counts, table], axis=1)
