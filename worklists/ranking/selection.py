"""Who is listed, by what means and at which position, team by team."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from contracts.errors import InputError
from worklists.case_reference import keyed_numbers

Cadence = Literal["weekly", "daily_early_licence"]


@dataclass(frozen=True)
class ListRules:
    """How lists are cut.

    Parameters
    ----------
    cases_per_list : int
        Cases a team can look at in one round, for teams that the capacity file does not name.
    total_cases : int or None
        Cases that all teams together can look at; None where there is no such limit.
    minimum_per_list : int
        Where there is a total, places no team falls below (or its own capacity, if smaller).
    random_share : float
        Share of the newly filled places that is drawn at random, 0 to 1.
    early_licence_first : bool
        Whether people released within 28 days come before everyone else.
    cadence : str
        ``weekly``, or ``daily_early_licence`` for those released within 28 days only.
    carry_over_weeks : int
        Weeks an open case stays listed unasked. After that it competes again.
    tie_key : str
        Key of the hash that breaks ties.
    seed : int
        Changes the random draw and nothing else.

    Raises
    ------
    InputError
        With every value that cannot be followed.
    """

    cases_per_list: int
    total_cases: int | None
    minimum_per_list: int
    random_share: float
    early_licence_first: bool
    cadence: Cadence
    carry_over_weeks: int
    tie_key: str
    seed: int

    def __post_init__(self) -> None:
        """Refuse rules that cannot be followed."""
        counts = ("cases_per_list", "minimum_per_list", "carry_over_weeks")
        faults = [
            f"'{name}' is {getattr(self, name)}; allowed: 0 or more"
            for name in counts
            if getattr(self, name) < 0
        ]
        if self.total_cases is not None and self.total_cases < 0:
            faults.append(f"'total_cases' is {self.total_cases}; allowed: null, or 0 or more")
        if not 0 <= self.random_share <= 1:
            faults.append(f"'random_share' is {self.random_share}; allowed: 0 to 1")
        if not self.tie_key:
            faults.append("'tie_key' is empty; allowed: any text")
        if faults:
            raise InputError("section 'rank'", faults, "correct params.yaml")


def in_order(pool: pd.DataFrame, rules: ListRules) -> pd.DataFrame:
    """The pool from first to last: early licence where asked, priority, then the keyed hash.

    Parameters
    ----------
    pool : DataFrame
        ``assessment_id``, ``unit_id``, ``priority`` (higher is read first), ``early_licence``.
    rules : ListRules
        How lists are cut.

    Returns
    -------
    DataFrame
        The same rows, with ``block`` (0 before 1) and ``rank_in_team`` (1 is first).
    """
    first = pool["early_licence"] & rules.early_licence_first
    ordered = pool.assign(
        block=np.where(first, 0, 1),
        tie=keyed_numbers(pool["assessment_id"], rules.tie_key, "tie"),
    ).sort_values(
        ["block", "priority", "tie", "assessment_id"],
        ascending=[True, False, True, True],
        ignore_index=True,
    )
    return ordered.assign(rank_in_team=ordered.groupby("unit_id").cumcount() + 1).drop(
        columns="tie"
    )


def select(
    ordered: pd.DataFrame, *, places: "pd.Series[int]", rules: ListRules, made_on: str
) -> pd.DataFrame:
    """The listed cases of every team, as many as it has places (fewer if it has fewer cases).

    Open cases of the previous list come first, the longest listed before the others. Of the
    places left, ``random_share`` (halves rounded up) are drawn at random from all cases of the
    team that the model did not list; the first cases in order take the rest.

    Parameters
    ----------
    ordered : DataFrame
        The pool from :func:`in_order`, with ``first_listed_on`` and ``first_selected_by``: blank
        for cases that are not carried over.
    places : Series
        Cases each team can look at, by ``unit_id``: every team of the pool.
    rules : ListRules
        How lists are cut.
    made_on : str
        The list's date: each date draws its own random cases.

    Returns
    -------
    DataFrame
        The listed rows with ``selected_by`` (model | random | carried_over) and
        ``inclusion_probability``: the chance that this draw lists the case, 1 for those that
        the model lists or that are carried over.
    """
    team = ordered["unit_id"]
    open_before = ordered["first_selected_by"].notna()
    age = ordered["first_listed_on"].rank(method="dense").fillna(0)
    held = _first(open_before, by=age, quota=places, team=team)
    quotas = _quotas(places, held=held, new=~open_before, team=team, share=rules.random_share)
    order = ordered["rank_in_team"]
    model = _first(~open_before, by=order, quota=quotas["model"], team=team)
    luck = keyed_numbers(ordered["assessment_id"], rules.tie_key, f"draw {rules.seed} {made_on}")
    rest = ~open_before & ~model
    drawn = _first(rest, by=pd.Series(luck), quota=quotas["random"], team=team)
    chance = (quotas["random"] / (quotas["new"] - quotas["model"])).reindex(team).to_numpy()
    means = np.select([held, model, drawn], ["carried_over", "model", "random"], "")
    chosen = ordered.assign(selected_by=means, inclusion_probability=np.where(drawn, chance, 1.0))
    listed: pd.DataFrame = chosen[means != ""].reset_index(drop=True)
    return listed


def positions(listed: pd.DataFrame, rules: ListRules, made_on: str) -> "pd.Series[int]":
    """The position of each listed case on its team's list, 1 the first.

    Cases that were drawn at random, now or when they were first listed, stand at places given
    by the keyed hash, evenly over the list; all others keep their order around them. So the
    order shows what to read first and not who was drawn.
    """
    origin = listed["first_selected_by"].fillna(listed["selected_by"])
    group = [listed["unit_id"], listed["block"], origin.eq("random")]
    counts = listed.groupby(group)["rank_in_team"]
    spread = (counts.rank() - 0.5) / counts.transform("size")
    luck = keyed_numbers(listed["assessment_id"], rules.tie_key, f"place {rules.seed} {made_on}")
    place = spread.where(~origin.eq("random"), luck)
    keys = listed[["unit_id", "block", "assessment_id"]].assign(place=place)
    ordered = keys.sort_values(["block", "place", "assessment_id"])
    return (ordered.groupby("unit_id").cumcount() + 1).reindex(listed.index)


def _first(
    among: "pd.Series[bool]",
    *,
    by: "pd.Series[float]",
    quota: "pd.Series[int]",
    team: "pd.Series[str]",
) -> "pd.Series[bool]":
    """Which rows are among their team's first ``quota``, the smallest ``by`` first."""
    rank = by[among].groupby(team[among]).rank(method="first")
    return (rank <= quota.reindex(team[among]).to_numpy()).reindex(among.index, fill_value=False)


def _quotas(
    places: "pd.Series[int]",
    *,
    held: "pd.Series[bool]",
    new: "pd.Series[bool]",
    team: "pd.Series[str]",
    share: float,
) -> pd.DataFrame:
    """Per team: new cases, and how many of them the model lists and how many are drawn."""
    counts = pd.DataFrame({"held": held, "new": new}).groupby(team).sum()
    counts = counts.reindex(places.index, fill_value=0)
    filled = np.minimum(places - counts["held"], counts["new"])
    drawn = np.floor(filled * share + 0.5)
    return counts.assign(model=filled - drawn, random=drawn)
