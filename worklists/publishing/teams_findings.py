"""What teams found, in tables and words: counts rounded or withheld, for readers outside them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from contracts.disclosure.counts import as_shown, rounded_pair
from contracts.disclosure.rules import DisclosureRules
from contracts.disclosure.shares import protected_shares
from contracts.intervals import wilson
from worklists.publishing.figure_table import FigureTable, share_in_words

PARTS = {"model": "Put on lists by the model", "random": "Drawn at random"}
URGENT = {"urgent": "Urgent cases, found by a rule"}
SHARE = ("rate", "low95", "high95")


def yields(performance: Mapping[str, Any], rules: DisclosureRules) -> list[FigureTable]:
    """What teams found in each part of their lists: all rounds, then each of them."""
    columns = ("Cases", "Reviewed", "Raised", "Share raised (95 % range)")
    parts = PARTS | URGENT
    whole = [(title, performance[part]) for part, title in parts.items()]
    rounds = [
        (f"{one['listed_on']}, {title.lower()}", one[part])
        for one in performance["over_time"]
        for part, title in PARTS.items()
    ]
    together = FigureTable("All rounds together", columns, _yields(whole, rules))
    return [together, FigureTable("Each round", columns, _yields(rounds, rules))][
        : 1 + bool(rounds)
    ]


def agreement(performance: Mapping[str, Any], rules: DisclosureRules) -> str:
    """How often a team and an independent auditor gave the same level, in words.

    Examples
    --------
    >>> rules = DisclosureRules(6, 5, 30, 10, 5)
    >>> agreement({"agreement_with_audits": {"both": 41, "same": 31}}, rules)[:90]
    'Of about 40 assessments with a decision and an independent audit, 75 % (60 to 86) have the'
    """
    pairs = performance["agreement_with_audits"]
    if not pairs["both"]:
        return "No assessment has both a decision and an independent audit."
    pair = rounded_pair(pairs["same"], pairs["both"], rules)
    if pair is None:
        return "Too few assessments have both a decision and an independent audit to compare them."
    low, high = (float(end[0]) for end in wilson([pair[0]], [pair[1]]))
    return (
        f"Of about {pair[1]:,} assessments with a decision and an independent audit, "
        f"{share_in_words(pair[0] / pair[1], low, high)} have the same level in both."
    )


def _yields(
    parts: Sequence[tuple[str, Mapping[str, Any]]], rules: DisclosureRules
) -> tuple[tuple[str, ...], ...]:
    counts = pd.DataFrame([part for _, part in parts], columns=["raised", "reviewed"])
    shares = protected_shares(counts["raised"], counts["reviewed"], rules)
    return tuple(
        (
            title,
            as_shown(one["of"]),
            as_shown(one["found"]),
            share_in_words(*(one[name] for name in SHARE)),
        )
        for (title, _), one in zip(parts, shares.to_dict("records"), strict=True)
    )
