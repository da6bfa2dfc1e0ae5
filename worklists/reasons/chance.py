"""How sure the model is, in words with a count: never a probability with decimals."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

FEWEST_AUDITS = 30  # below this a share is not given
TOO_FEW = "Too few audits to say."


def chance_words(
    p_under: float | None, bins: Sequence[Mapping[str, Any]], *, outcome: bool = False
) -> str:
    """What became of past cases like this one.

    Parameters
    ----------
    p_under : float or None
        The case's chance of being rated too low, 0 to 1; None (or NaN) without a model.
    bins : sequence of mappings
        ``bins.json``: ``low``, ``high`` (of the predicted chance), ``audited``, ``raised``,
        ``rate``, ``low95``, ``high95``.
    outcome : bool
        Whether the source's truth is an outcome in place of an audit.

    Returns
    -------
    str
        A sentence in tenths. The range is rounded outwards. With fewer than 30 past cases, or
        none like this one, it says that there are too few.

    Examples
    --------
    >>> past = {"low": 0.3, "high": 0.5, "audited": 120, "raised": 48}
    >>> past |= {"rate": 0.4, "low95": 0.317, "high95": 0.49}
    >>> print(chance_words(0.35, [past])[:62])
    In past audits of cases like this, about 4 in 10 were raised (
    >>> print(chance_words(0.35, [past])[61:])
    (95 % range 3 to 5 in 10, 120 audits).
    >>> chance_words(0.9, [past])
    'Too few audits to say.'
    """
    past = _bin_of(p_under, bins)
    if past is None or past["audited"] < FEWEST_AUDITS:
        return "Too few past cases to say." if outcome else TOO_FEW
    count = f"{int(past['audited']):,}"
    span = f"95 % range {_range(past)} in 10, {count} {'cases' if outcome else 'audits'}"
    share = _tenths(past["rate"])
    if outcome:
        return f"Of past cases like this, {share} had the outcome on record ({span})."
    return f"In past audits of cases like this, {share} were raised ({span})."


def _bin_of(p_under: float | None, bins: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The bin that holds the chance; a bin's upper edge is its own only if it is the last."""
    if p_under is None or math.isnan(p_under):
        return None
    for one in sorted(bins, key=lambda part: float(part["low"]), reverse=True):
        if one["low"] <= p_under <= one["high"]:
            return one
    return None


def _tenths(rate: float) -> str:
    tenths = math.floor(rate * 10 + 0.5)
    if tenths == 0:
        return "fewer than 1 in 10"
    return "more than 9 in 10" if tenths == 10 else f"about {tenths} in 10"


def _range(past: Mapping[str, Any]) -> str:
    low = math.floor(round(past["low95"] * 10, 6))
    high = math.ceil(round(past["high95"] * 10, 6))
    return f"{low} to {high}"
