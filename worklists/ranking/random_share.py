"""The share of a list that is drawn at random: how many, who, with what chance, and where.

Random cases let lists be checked against chance, and nothing on a list may give them away. So
they have the levels of the cases that the model lists, in the same mix, and stand anywhere on
the list. A draw is a keyed hash of the assessment, the seed and the date: each date draws anew, a
rerun draws the same, and the order of rows does not matter.
"""

import numpy as np
import pandas as pd

from worklists.case_reference import keyed_numbers
from worklists.ranking.list_rules import ListRules

NOTHING_LEFT = 1e-9  # of a place: rounding


def places_at_share(places: "pd.Series[int]", share: float) -> "pd.Series[int]":
    """How many of each team's places make up a share of them, halves rounded up.

    Examples
    --------
    >>> places_at_share(pd.Series([3, 10, 20]), 0.15).to_list()
    [0, 2, 3]
    """
    return places.mul(share).add(0.5).floordiv(1).astype(int)


def inclusion_probabilities(
    levels: "pd.Series[str]", *, mix: "pd.Series[str]", places: int
) -> "pd.Series[float]":
    """The chance of each case of one team's pool to be drawn; together they make ``places``.

    Parameters
    ----------
    levels : Series of str
        Assigned level of each case that may be drawn; at least ``places`` of them.
    mix : Series of str
        Levels of the cases that the model lists: each level gets its share of the places. Where
        a level has fewer cases than that, all are drawn and the others share what is left;
        levels outside the mix are drawn only when it is used up, or has no case.

    Examples
    --------
    >>> pool = pd.Series(["low", "medium", "medium", "medium", "medium"])
    >>> inclusion_probabilities(pool, mix=pd.Series(["medium"]), places=2).to_list()
    [0.0, 0.5, 0.5, 0.5, 0.5]
    """
    counts = levels.value_counts()
    share = mix.value_counts(normalize=True).reindex(counts.index, fill_value=0.0)
    chance = pd.Series(0.0, index=counts.index)
    for weights in (share, counts.where(share == 0, 0.0)):
        chance = _fill(chance, counts, weights, places=places)
    return levels.map(chance).astype(float)


def _fill(
    chance: "pd.Series[float]",
    counts: "pd.Series[int]",
    weights: "pd.Series[float]",
    *,
    places: int,
) -> "pd.Series[float]":
    """Share out the places that are left by weight; no chance goes above 1."""
    for _ in range(len(counts)):
        left = places - float((chance * counts).sum())
        room = weights.where(chance < 1, 0.0)
        if left <= NOTHING_LEFT or not room.sum():
            break
        chance = (chance + left * room / room.sum() / counts).clip(upper=1.0)
    return chance


def draw(pool: pd.DataFrame, rules: ListRules, made_on: str) -> "pd.Series[bool]":
    """Which cases of one team are drawn: each with exactly its chance, as many as these add up to.

    A systematic sample: cases in an order given by the keyed hash, their chances laid end to end,
    and one drawn wherever a whole number from a start at random falls.

    Parameters
    ----------
    pool : DataFrame
        ``assessment_id``, ``unit_id`` (one team) and ``chance``, 0 to 1.
    """
    numbers = keyed_numbers(pool["assessment_id"], rules.tie_key, f"draw {rules.seed} {made_on}")
    order = np.lexsort((pool["assessment_id"].to_numpy(str), numbers))
    start = keyed_numbers(pool["unit_id"].head(1), rules.tie_key, f"start {rules.seed} {made_on}")
    ends = np.cumsum(pool["chance"].to_numpy()[order]).round(9)
    passed = np.floor(np.concatenate([[0.0], ends]) + (1.0 - start))
    drawn = pd.Series(np.diff(passed) > 0, index=pool.index[order])
    return drawn.reindex(pool.index)


def positions(listed: pd.DataFrame, rules: ListRules, made_on: str) -> "pd.Series[int]":
    """The position of each listed case on its team's list, 1 the first.

    Cases that are carried over come first, grouped by the day they were first listed on, the
    oldest first. Within a group cases that were drawn at random, now or when they were first
    listed, stand at places given by the keyed hash, evenly over it; all others keep their order
    around them. So the order shows what to read first and not who was drawn.

    Parameters
    ----------
    listed : DataFrame
        ``assessment_id``, ``unit_id``, ``block``, ``rank_in_team``, ``selected_by``,
        ``first_selected_by`` and ``first_listed_on`` (blank for a case that is new on the list).
    """
    is_random = listed["first_selected_by"].fillna(listed["selected_by"]).eq("random")
    group = [listed["unit_id"], listed["block"], listed["first_listed_on"], is_random]
    counts = listed.groupby(group, dropna=False)["rank_in_team"]
    spread = (counts.rank() - 0.5) / counts.transform("size")
    drawn = keyed_numbers(listed["assessment_id"], rules.tie_key, f"place {rules.seed} {made_on}")
    keys = listed[["unit_id", "block", "first_listed_on", "assessment_id"]].assign(
        place=spread.where(~is_random, drawn)
    )
    ordered = keys.sort_values(["block", "first_listed_on", "place", "assessment_id"])
    return (ordered.groupby("unit_id").cumcount() + 1).reindex(listed.index)
