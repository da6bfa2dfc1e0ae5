"""The two tables of a list as they are written: ``worklist.parquet`` and ``cases.parquet``."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from worklists.ranking.lists import FIRST
from worklists.reasons.chance import chance_words

ORDER = ["list_id", "unit_id", "position", "assessment_id", "selected_by", "inclusion_probability"]
WORDS = ["reasons", "missing", "look_at"]


def worklist_table(
    listed: pd.DataFrame, cases: pd.DataFrame, words: pd.DataFrame, chance: pd.DataFrame
) -> pd.DataFrame:
    """Every listed case with its words; a restricted case has none.

    Parameters
    ----------
    listed : DataFrame
        The listed cases in order.
    cases : DataFrame
        ``assessment_id`` and ``restricted``.
    words : DataFrame
        ``assessment_id``, ``reasons``, ``missing`` and ``look_at``: lists of sentences.
    chance : DataFrame
        ``assessment_id`` and ``chance_words``.
    """
    said = words[["assessment_id", *WORDS]].merge(chance, on="assessment_id")
    table = listed[[*ORDER, *FIRST]].merge(
        said, on="assessment_id", how="left", validate="one_to_one"
    )
    restricted = table["assessment_id"].map(cases.set_index("assessment_id")["restricted"])
    for column in WORDS:
        table[column] = _withheld(table[column], restricted)
    table["chance_words"] = table["chance_words"].mask(restricted, "")
    return table[[*ORDER, *WORDS, "chance_words", *FIRST]]


def cases_table(cases: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """What a list says of each case besides its reasons, with the sentence against."""
    table = cases.merge(words[["assessment_id", "against"]], on="assessment_id", how="left")
    against = _withheld(table.pop("against"), table["restricted"])
    table.insert(list(table.columns).index("at_risk") + 1, "against", against)
    return table


def chances(
    listed: pd.DataFrame,
    scores: pd.DataFrame,
    bins: Sequence[Mapping[str, Any]],
    *,
    outcome: bool,
) -> pd.DataFrame:
    """``assessment_id`` and ``chance_words`` of every listed case."""
    found = listed[["assessment_id"]].merge(scores[["assessment_id", "p_under"]], how="left")
    said = [
        chance_words(None if pd.isna(p) else float(p), bins, outcome=outcome)
        for p in found["p_under"]
    ]
    return found[["assessment_id"]].assign(chance_words=said)


def _withheld(texts: "pd.Series[Any]", restricted: "pd.Series[bool]") -> "pd.Series[Any]":
    shown = [[] if hidden else given for given, hidden in zip(texts, restricted, strict=True)]
    return pd.Series(shown, index=texts.index, dtype=object)
