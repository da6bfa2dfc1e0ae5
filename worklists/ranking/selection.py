"""Who is listed, team by team: open cases first, then by order, and a share at random."""

import numpy as np
import pandas as pd

from worklists.case_reference import keyed_numbers
from worklists.ranking.list_rules import ListRules
from worklists.ranking.random_share import draw, inclusion_probabilities, places_at_share


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

    Open cases of earlier lists come first, the longest listed before the others, those of one
    day as they stood on the last list; but ``new_share`` of the places (halves rounded up) are
    kept for cases that were on none, as far as there are any. Of the places left, ``random_share``
    (halves rounded up) are drawn at random from cases of the team that the model did not list,
    of the levels that it did and in their mix; the first cases in order take the rest.

    Parameters
    ----------
    ordered : DataFrame
        The pool from :func:`in_order`, with ``assigned``, and ``first_listed_on``,
        ``first_selected_by`` and ``previous_position``: blank for cases that were not listed.
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
    waited = _numbered(ordered[["first_listed_on", "previous_position"]])
    new = _counted(~open_before, team, places)
    kept = places_at_share(places, rules.new_share).clip(upper=new)
    carried = _first(open_before, by=waited, quota=places - kept, team=team)
    filled = new.clip(upper=places - _counted(carried, team, places))
    random = places_at_share(filled, rules.random_share)
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


def _numbered(keys: pd.DataFrame) -> "pd.Series[float]":
    """The rank of each row in the order of the columns, 0 the first."""
    ordered = keys.sort_values(list(keys.columns), kind="stable").index
    return pd.Series(range(len(keys)), index=ordered, dtype=float).reindex(keys.index)


def _counted(
    rows: "pd.Series[bool]", team: "pd.Series[str]", places: "pd.Series[int]"
) -> "pd.Series[int]":
    """How many of the rows each team has, for every team with places."""
    return rows.groupby(team).sum().reindex(places.index, fill_value=0).astype(int)


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
    chosen: pd.DataFrame, places: "pd.Series[int]", rules: ListRules, made_on: str
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
