"""How sure a list is: beside each case, or of the whole list where some cases are random.

A case drawn at random is likely to have a low chance. Beside it, its chance would tell it from the
others, so a list with a random share says how many of its cases past audits would raise, and
nothing case by case.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from worklists.reasons.chance import chance_words, list_chance_words


@dataclass(frozen=True)
class ListedChances:
    """How sure, in words.

    Parameters
    ----------
    cases : DataFrame
        ``assessment_id`` and ``chance_words``, blank on lists with a random share.
    lists : mapping of str to str
        By ``unit_id``, what stands at the top of a list with a random share.
    """

    cases: pd.DataFrame
    lists: Mapping[str, str]


def listed_chances(
    listed: pd.DataFrame,
    scores: pd.DataFrame,
    bins: Sequence[Mapping[str, Any]],
    *,
    random_share: float,
    outcome: bool,
) -> ListedChances:
    """The words of every listed case, or of every list.

    Parameters
    ----------
    listed : DataFrame
        ``assessment_id``, ``unit_id`` and ``first_selected_by`` of the listed cases.
    scores : DataFrame
        ``assessment_id`` and ``p_under``.
    bins : sequence of mappings
        ``bins.json``.
    random_share : float
        Share of newly filled places that is drawn at random.
    outcome : bool
        Whether the source's label is an outcome in place of an audit.
    """
    scored = listed[["assessment_id", "unit_id"]].merge(
        scores[["assessment_id", "p_under"]], how="left"
    )
    cases = scored[["assessment_id"]]
    if random_share > 0 or listed["first_selected_by"].eq("random").any():
        lists = {
            str(unit): list_chance_words(chances, bins, outcome=outcome)
            for unit, chances in scored.groupby("unit_id")["p_under"]
        }
        return ListedChances(cases.assign(chance_words=""), lists)
    words = [
        chance_words(None if pd.isna(p) else float(p), bins, outcome=outcome)
        for p in scored["p_under"]
    ]
    return ListedChances(cases.assign(chance_words=words), {})
