"""How long audits take: medians with ranges that need no shape of distribution."""

import numpy as np
import pandas as pd
from scipy.stats import binom

from contracts.disclosure.rules import DisclosureRules
from worklists.publishing.figure_table import FigureTable

SPANS = {"from_signing": "From signing", "from_selection": "From being picked"}


def days_to_audit(audits: pd.DataFrame, rules: DisclosureRules) -> FigureTable:
    """Median days to a completed audit by year, with the 95 % range of the median.

    Parameters
    ----------
    audits : frame
        ``year`` and days ``from_signing`` and ``from_selection``.
    """
    rows = []
    for year, of_year in audits.dropna(subset=["year"]).groupby("year", sort=True):
        cells = [median_words(of_year[name].dropna(), rules) for name in SPANS]
        rows.append((str(year), *cells))
    columns = ("Year", *(f"{title}, days (95 % range)" for title in SPANS.values()))
    return FigureTable("Median days to a completed audit, by year", columns, tuple(rows))


def median_words(days: "pd.Series[float]", rules: DisclosureRules) -> str:
    """The median and its distribution-free range, from order statistics.

    Examples
    --------
    >>> median_words(pd.Series(range(101)), DisclosureRules(6, 5, 30, 10, 5))
    '50 (40 to 60)'
    """
    if len(days) < rules.rate_needs:
        return "not enough cases"
    ordered = np.sort(days.to_numpy(float))
    at = max(int(binom.ppf(0.025, len(ordered), 0.5)) - 1, 0)
    low, high = ordered[at], ordered[len(ordered) - 1 - at]
    return f"{np.median(ordered):.0f} ({low:.0f} to {high:.0f})"
