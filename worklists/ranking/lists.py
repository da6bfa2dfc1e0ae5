"""From what is on record to every team's list: the composition of the ranking."""

from dataclasses import dataclass

import pandas as pd

from worklists.list_ids import list_date, list_ids
from worklists.ranking.capacity import capacities, share_out
from worklists.ranking.eligibility import ListRecords, eligibility
from worklists.ranking.list_rules import ListRules
from worklists.ranking.previous_round import FIRST, FIRST_TYPES
from worklists.ranking.random_share import positions
from worklists.ranking.selection import in_order, select


@dataclass(frozen=True)
class TeamLists:
    """Every team's list.

    Parameters
    ----------
    listed : DataFrame
        One row per listed case, in order of team and position.
    explained : DataFrame
        One row per assessment on record, with the reason why it is or is not listed.
    waiting : DataFrame
        Open cases of earlier lists that found no place: ``assessment_id``, ``unit_id`` and how
        each was first listed.
    capacity : Series
        The cases each team can look at, by ``unit_id``.
    """

    listed: pd.DataFrame
    explained: pd.DataFrame
    waiting: pd.DataFrame
    capacity: "pd.Series[int]"


def make_lists(
    records: ListRecords,
    rules: ListRules,
    *,
    capacity: pd.DataFrame | None,
    previous: pd.DataFrame,
) -> TeamLists:
    """Every team's list, exactly as long as its capacity, or as its cases if they are fewer.

    Parameters
    ----------
    records : ListRecords
        What is on record, with the priority that lists are ranked by.
    rules : ListRules
        How lists are cut.
    capacity : DataFrame or None
        The capacity file.
    previous : DataFrame
        The previous list, and open cases of earlier ones for which it had no place:
        ``assessment_id``, ``position`` (blank for those), ``first_listed_on``,
        ``first_selected_by`` and ``first_inclusion_probability``. May be empty.
    """
    table = eligibility(records, cadence=rules.cadence, review_weeks=rules.carry_over_weeks)
    units = table.loc[table["priority"].notna(), "unit_id"].unique().tolist()
    pool = table[table["standing"] == "eligible"].drop(columns="standing")
    carried = _still_open(previous, records.run_date, rules.carry_over_weeks)
    ordered = in_order(pool.merge(carried, on="assessment_id", how="left"), rules)
    places = capacities(capacity, units, default=rules.cases_per_list)
    if rules.total_cases is not None:
        places = share_out(ordered, places, total=rules.total_cases, minimum=rules.minimum_per_list)
    day = list_date(records.run_date)
    chosen = select(ordered, places=places, rules=rules, made_on=day)
    chosen = chosen.assign(
        position=positions(chosen, rules, day),
        list_id=chosen["unit_id"].map(list_ids(units, rules.cadence, day)),
    )
    listed = _first_listing(chosen, records.run_date).sort_values(["unit_id", "position"])
    waiting = _without_place(ordered, listed)
    explained = _explained(table, ordered, listed, waiting)
    return TeamLists(listed.reset_index(drop=True), explained, waiting, places)


def _still_open(previous: pd.DataFrame, run_date: pd.Timestamp | None, weeks: int) -> pd.DataFrame:
    """What was listed before and has not been listed for longer than it may."""
    carried = previous[["assessment_id", "position", *FIRST]].astype(FIRST_TYPES)
    carried = carried.rename(columns={"position": "previous_position"})
    if run_date is None:
        return carried
    too_long = (run_date - carried["first_listed_on"]).dt.days >= 7 * weeks
    still_open: pd.DataFrame = carried[~too_long]
    return still_open


def _first_listing(chosen: pd.DataFrame, run_date: pd.Timestamp | None) -> pd.DataFrame:
    """Cases with how, when and with what chance they were first listed."""
    new = chosen["selected_by"] != "carried_over"
    means, chance = chosen["selected_by"], chosen["inclusion_probability"]
    day = pd.Series(run_date, index=chosen.index, dtype="datetime64[us]")
    return chosen.assign(
        first_selected_by=chosen["first_selected_by"].where(~new, means),
        first_inclusion_probability=chosen["first_inclusion_probability"].where(~new, chance),
        first_listed_on=chosen["first_listed_on"].where(~new, day),
    )


def _without_place(ordered: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Open cases of earlier lists that are on none now, in order of assessment."""
    open_before = ordered["first_selected_by"].notna()
    absent = ~ordered["assessment_id"].isin(listed["assessment_id"])
    rows = ordered.loc[open_before & absent, ["assessment_id", "unit_id", *FIRST]]
    return rows.sort_values("assessment_id", ignore_index=True)


def _explained(
    table: pd.DataFrame, ordered: pd.DataFrame, listed: pd.DataFrame, waiting: pd.DataFrame
) -> pd.DataFrame:
    """Every assessment with where it stands: what ``python -m pipelines.why`` reads."""
    ranks = ordered[["assessment_id", "rank_in_team"]].assign(
        cases_in_team=ordered.groupby("unit_id")["rank_in_team"].transform("size")
    )
    model = listed[listed["selected_by"] == "model"].groupby("unit_id")["rank_in_team"].max()
    shown = table[["assessment_id", "person_id", "unit_id", "assessment_date", "standing"]]
    explained = shown.merge(ranks, on="assessment_id", how="left").merge(
        listed[["assessment_id", "list_id", "position", "selected_by"]],
        on="assessment_id",
        how="left",
    )
    reason = explained["standing"].replace("eligible", "below_cut_off")
    reason = reason.mask(explained["assessment_id"].isin(waiting["assessment_id"]), "waiting")
    whole = {"rank_in_team": "Int64", "cases_in_team": "Int64", "position": "Int64"}
    return (
        explained.assign(
            standing=reason.where(explained["position"].isna(), "listed"),
            cut_off=explained["unit_id"].map(model).astype("Int64"),
        )
        .astype(whole)
        .sort_values("assessment_id", ignore_index=True)
    )
