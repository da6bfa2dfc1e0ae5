"""Raised cases per reviewed case: a part's yield with its interval, and one less another."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from contracts.disclosure.counts import rounded_pair
from contracts.disclosure.rules import DisclosureRules
from contracts.intervals import wilson

DIGITS = 6


@dataclass(frozen=True)
class Yield:
    """Of the cases of one part: how many were listed and reviewed, and how many raised.

    ``listed`` is None where the lists are not known; ``value`` is raised per reviewed case with
    Wilson's 95 % interval, None where nothing was reviewed.
    """

    listed: int | None
    reviewed: int
    raised: int
    value: float | None
    low: float | None
    high: float | None


def yield_of(reviewed: pd.DataFrame, part: str, *, listed: "pd.Series[int] | None") -> Yield:
    """The yield of the rows that one part selected; ``listed`` counts cases on lists by part."""
    raised = reviewed.loc[reviewed["selected_by"] == part, "raised"]
    count = None if listed is None else int(listed.get(part, 0))
    found = int(raised.sum())
    return Yield(count, len(raised), found, **share_raised(found, len(raised)))


def share_raised(found: int, of: int) -> dict[str, float | None]:
    """The share with Wilson's 95 % interval; None throughout where there is nothing to share."""
    if not of:
        return {"value": None, "low": None, "high": None}
    (low,), (high,) = wilson([found], [of])
    values = {"value": found / of, "low": float(low), "high": float(high)}
    return {name: round(value, DIGITS) for name, value in values.items()}


def difference(one: Yield, other: Yield) -> dict[str, float] | None:
    """One yield less the other with Newcombe's 95 % interval; None where either is unknown."""
    if one.value is None or other.value is None:
        return None
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    gap = one.value - other.value
    below = np.hypot(one.value - one.low, other.high - other.value)
    above = np.hypot(one.high - one.value, other.value - other.low)
    return {
        "value": round(gap, DIGITS),
        "low": round(float(gap - below), DIGITS),
        "high": round(float(gap + above), DIGITS),
    }


def rounded_yield(part: Yield, disclosure: DisclosureRules) -> Yield:
    """A yield from rounded counts; without a share where that would give away a few cases."""
    pair = rounded_pair(part.raised, part.reviewed, disclosure)
    found, of = pair or (0, 0)
    return Yield(None, of, found, **share_raised(found, of))


def in_words(shown: Yield, part: Yield) -> str:
    """A yield made by ``rounded_yield``, as a clause; ``part`` is what it was made from."""
    if shown.value is None or shown.low is None or shown.high is None:
        return "too few were reviewed to say" if part.reviewed else "none was reviewed"
    share, low, high = (round(100 * value) for value in (shown.value, shown.low, shown.high))
    reviewed = f"about {shown.reviewed:,} were reviewed"
    return f"{reviewed} and {share} % of them raised (95 % range {low} to {high})"
