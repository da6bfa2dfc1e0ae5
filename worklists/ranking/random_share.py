"""The share of a list that is drawn at random: how many, who, with what chance, and where.

Random cases let lists be checked against chance. A draw is a keyed hash of the assessment, the
seed and the date: each date draws anew, a rerun draws the same, and the order of rows does not
matter.
"""

import pandas as pd

from worklists.case_reference import keyed_numbers
from worklists.ranking.list_rules import ListRules


def random_places(new_places: "pd.Series[int]", share: float) -> "pd.Series[float]":
    """How many of each team's newly filled places are drawn at random, halves rounded up.

    Examples
    --------
    >>> random_places(pd.Series([3, 10, 20]), 0.15).to_list()
    [0.0, 2.0, 3.0]
    """
    return new_places.mul(share).add(0.5).floordiv(1)


def draw_numbers(ids: "pd.Series[str]", rules: ListRules, made_on: str) -> "pd.Series[float]":
    """A number from 0 to 1 for each assessment: a team's smallest are its random cases.

    Parameters
    ----------
    ids : Series
        The assessments.
    rules : ListRules
        Its key and seed decide the draw.
    made_on : str
        The list's date.
    """
    return pd.Series(keyed_numbers(ids, rules.tie_key, f"draw {rules.seed} {made_on}"), ids.index)


def positions(listed: pd.DataFrame, rules: ListRules, made_on: str) -> "pd.Series[int]":
    """The position of each listed case on its team's list, 1 the first.

    Cases that were drawn at random, now or when they were first listed, stand at places given
    by the keyed hash, evenly over the list; all others keep their order around them. So the
    order shows what to read first and not who was drawn.

    Parameters
    ----------
    listed : DataFrame
        ``assessment_id``, ``unit_id``, ``block``, ``rank_in_team``, ``selected_by`` and
        ``first_selected_by`` (blank for a case that is new on the list).
    """
    is_random = listed["first_selected_by"].fillna(listed["selected_by"]).eq("random")
    counts = listed.groupby([listed["unit_id"], listed["block"], is_random])["rank_in_team"]
    spread = (counts.rank() - 0.5) / counts.transform("size")
    drawn = keyed_numbers(listed["assessment_id"], rules.tie_key, f"place {rules.seed} {made_on}")
    keys = listed[["unit_id", "block", "assessment_id"]].assign(
        place=spread.where(~is_random, drawn)
    )
    ordered = keys.sort_values(["block", "place", "assessment_id"])
    return (ordered.groupby("unit_id").cumcount() + 1).reindex(listed.index)
