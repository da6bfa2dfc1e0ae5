"""How sure, in words with a count, of a case or of a whole list: never a probability."""

import math
from collections.abc import Iterable, Mapping, Sequence
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


def list_chance_words(
    p_under: Iterable[float], bins: Sequence[Mapping[str, Any]], *, outcome: bool = False
) -> str:
    """What became of past cases like those of a whole list, where no case may be given its own.

    A list with cases drawn at random says this: a chance beside each case would show who was
    drawn.

    Parameters
    ----------
    p_under : iterable of float
        The chances of the listed cases, 0 to 1; NaN without a model.
    bins, outcome
        As for :func:`chance_words`.

    Examples
    --------
    >>> past = {"low": 0.0, "high": 0.5, "audited": 1200, "raised": 480}
    >>> past |= {"rate": 0.4, "low95": 0.317, "high95": 0.49}
    >>> print(list_chance_words([0.3, 0.35, 0.4, 0.1, 0.2], [past]))
    By past audits of cases like these, about 2 of the 5 would be raised (1 to 3, 1,200 audits).
    """
    past = [_bin_of(p, bins) for p in p_under]
    used = [one for one in past if one is not None and one["audited"] >= FEWEST_AUDITS]
    if not past or len(used) < len(past):
        of_what = "cases" if outcome else "audits"
        return f"Too few past {of_what} to say how many of these cases are rated too low."
    about = math.floor(sum(one["rate"] for one in used) + 0.5)
    low = math.floor(sum(one["low95"] for one in used))
    high = min(math.ceil(sum(one["high95"] for one in used)), len(past))
    share = f"about {about} of the {len(past)}" if about else f"fewer than 1 of the {len(past)}"
    audits = sum({one["low"]: int(one["audited"]) for one in used}.values())
    span = f"{low} to {high}, {audits:,} {'cases' if outcome else 'audits'}"
    if outcome:
        return f"Of past cases like these, {share} had the outcome on record ({span})."
    return f"By past audits of cases like these, {share} would be raised ({span})."


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
