"""Fills up the sentences of a case whose model weighs little but common practice."""

from collections.abc import Iterable, Sequence

import pandas as pd

from worklists.reasons.reasons import MOST_FOR, MOST_MISSING, MOST_PLACES, NOTHING_STANDS_OUT

ON_RECORD = "On record: "


def filled(weighed: pd.DataFrame, fired: pd.DataFrame) -> pd.DataFrame:
    """The weighed sentences of every case, then those of rules that fired, up to the usual number.

    A model of few columns, or the norm by itself, leaves a reader with one sentence. What the
    record holds beside it is said too, as "On record", without a word of strength.

    Parameters
    ----------
    weighed, fired : DataFrame
        Both from :func:`worklists.reasons.reasons.words`, the same cases in the same order.

    Examples
    --------
    >>> case = {"assessment_id": ["A1"], "against": [[]], "missing": [[]], "look_at": [[]]}
    >>> weighed = pd.DataFrame(case | {"reasons": [["Strong: One."]]})
    >>> fired = pd.DataFrame(case | {"reasons": [["One.", "Two."]]})
    >>> filled(weighed, fired)["reasons"].to_list()
    [['Strong: One.', 'On record: Two.']]
    """
    pairs: dict[str, Iterable[tuple[list[str], list[str]]]] = {
        column: zip(weighed[column], fired[column], strict=True)
        for column in ("reasons", "missing", "look_at")
    }
    told = {
        "reasons": [_reasons(own, others) for own, others in pairs["reasons"]],
        "missing": [_together(own, others)[:MOST_MISSING] for own, others in pairs["missing"]],
        "look_at": [_together(own, others)[:MOST_PLACES] for own, others in pairs["look_at"]],
    }
    columns = {
        name: pd.Series(texts, index=weighed.index, dtype=object) for name, texts in told.items()
    }
    return weighed.assign(**columns)


def _reasons(own: Sequence[str], others: Sequence[str]) -> list[str]:
    """No sentence twice, whatever word of strength stands before it."""
    told = [text for text in own if text != NOTHING_STANDS_OUT]
    said = {text.partition(": ")[2] for text in told}
    more = [
        f"{ON_RECORD}{text}" for text in others if text not in said and text != NOTHING_STANDS_OUT
    ]
    return [*told, *more][:MOST_FOR] or [NOTHING_STANDS_OUT]


def _together(own: Sequence[str], others: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*own, *others]))
