"""Who is listed, team by team: open cases first, then by order, and a share at random."""

import numpy as np
import pandas as pd

from worklists.case_reference import keyed_numbers
from worklists.ranking.list_rules import ListRules
from worklists.ranking.random_share import draw, inclusion_probabilities, random_places


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
    places left, ``random_share`` (halves rounded up) are drawn at random from cases of the team
    that the model did not list, of the levels that it did and in their mix; the first cases in
    order take the rest.

    Parameters
    ----------
    ordered : DataFrame
        The pool from :func:`in_order`, with ``assigned``, and ``first_listed_on`` and
        ``first_selected_by``: blank for cases that are not carried over.
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
    carried = _first(open_before, by=age, quota=places, team=team)
    counts = pd.DataFrame({"carried": carried, "new": ~open_before}).groupby(team).sum()
    counts = counts.reindex(places.index, fill_value=0)
    filled = counts["new"].clip(upper=places - counts["carried"])
    random = random_places(filled, rules.random_share)
    model = _first(~open_before, by=ordered["rank_in_team"], quota=filled - random, team=team)
    chosen = ordered.assign(
        selected_by=np.select([carried, model], ["carried_over", "model"], ""),
        inclusion_probability=1.0,
    )
    drawn = _draw(chosen, random, rules, made_on)
    chosen.loc[drawn.index, "selected_by"] = "random"
    chosen.loc[drawn.index, "inclusion_probability"] = drawn
    listed: pd.DataFrame = chosen[chosen["selected_by"] != ""].reset_index(drop=True)
    return listed


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


def _draw(
    chosen: pd.DataFrame, places: "pd.Series[float]", rules: ListRules, made_on: str
) -> "pd.Series[float]":
    """The chances of the cases that are drawn at random, indexed as they are, team by team."""
    drawn = []
    for unit, cases in chosen.groupby("unit_id"):
        by_model = cases["selected_by"].eq("model") | cases["first_selected_by"].eq("model")
        shown = by_model & cases["selected_by"].ne("")
        pool = cases[cases["selected_by"].eq("") & cases["first_selected_by"].isna()]
        if not places[unit]:
            continue
        chances = inclusion_probabilities(
            pool["assigned"], mix=cases.loc[shown, "assigned"], places=int(places[unit])
        )
        picked = draw(pool.assign(chance=chances), rules, made_on)
        drawn.append(chances[picked])
    return pd.concat(drawn) if drawn else pd.Series(dtype=float)
