"""Named rules on who the records speak of: blanks that tell a group, and people run together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from contracts.findings import Finding, found
from contracts.table import Table

ENOUGH = 30
GAP = 0.25
Z = 4.0
YOUNG = 25  # below it a person counts as young, where only a year of birth is on record
MOST_OF_ONE_PERSON = 60  # a rating a month for five years
ROWS_A_PERSON = 20
ENOUGH_ROWS = 100
LATE = "after signature"


def doubtful_groups(
    tables: Mapping[str, pd.DataFrame], contracts: Mapping[str, Table]
) -> Iterator[Finding]:
    """Findings on the people of the kept assessments."""
    yield from _merged_people(tables["assessments"]["person_id"])
    if "protected" not in tables:
        return
    groups = _groups(tables["protected"], tables["assessments"])
    for name in ("assessments", "extra"):
        if name in tables:
            blanks = _blanks(tables[name], tables["assessments"], contracts[name])
            for characteristic in groups:
                words = _closed_list(contracts["protected"], str(characteristic))
                yield from _telling_blanks(name, blanks, groups[characteristic], words)


def _closed_list(table: Table, characteristic: str) -> Sequence[str]:
    """Groups that may be named in a finding; what a source writes freely may not."""
    age = (f"under {YOUNG}", f"{YOUNG} or over")
    return age if characteristic == "birth_year" else table.column(characteristic).allowed


def _merged_people(people: pd.Series) -> Iterator[Finding]:
    """Far fewer people than rows suggest: identifiers that lost digits, or a code for a blank."""
    counts = people.value_counts()
    if len(people) < ENOUGH_ROWS or counts.empty:
        return
    if counts.iloc[0] > MOST_OF_ONE_PERSON or len(people) > ROWS_A_PERSON * len(counts):
        message = f"{len(people):,} assessments of {len(counts):,} people; "
        message += f"{counts.iloc[0]:,} of them of one"
        yield found("assessments", "people_run_together", message, column="person_id")


def _groups(protected: pd.DataFrame, assessments: pd.DataFrame) -> pd.DataFrame:
    """The protected characteristics of each assessment's person, one column each."""
    people = protected.drop(columns="row", errors="ignore").set_index("person_id")
    groups = people.reindex(assessments["person_id"]).reset_index(drop=True)
    if "birth_year" in groups:
        years = assessments["assessment_date"].dt.year.reset_index(drop=True)
        ages = years - groups["birth_year"].astype("float64")
        bands = pd.Series(np.where(ages < YOUNG, f"under {YOUNG}", f"{YOUNG} or over"))
        groups["birth_year"] = bands.where(ages.notna())
    return groups


def _blanks(table: pd.DataFrame, assessments: pd.DataFrame, contract: Table) -> pd.DataFrame:
    """Which cells that a feature may read are blank: a row an assessment, a column a column."""
    columns = [c.name for c in contract.columns if not c.required and c.known != LATE]
    blanks = table[columns].isna().set_axis(table["assessment_id"].to_numpy())
    return blanks.reindex(assessments["assessment_id"], fill_value=True).reset_index(drop=True)


def _telling_blanks(
    table: str, blanks: pd.DataFrame, groups: pd.Series, words: Iterable[str]
) -> Iterator[Finding]:
    """The columns whose blanks part one group of a characteristic most from all others."""
    names = groups.dropna().unique()
    gaps = pd.DataFrame({name: _gaps(blanks, groups, name) for name in names})
    if gaps.empty:
        return
    for column, name in gaps.abs().idxmax(axis=1)[gaps.abs().max(axis=1) > GAP].items():
        inside, outside = blanks[column][groups == name], blanks[column][_others(groups, name)]
        group = f"{groups.name} {name}" if str(name) in words else f"one group of {groups.name}"
        message = f"blank for {inside.mean():.0%} of {len(inside):,} ({group}), "
        message += f"for {outside.mean():.0%} of {len(outside):,} others"
        yield found(table, "blanks_tell_a_group", message, column=str(column))


def _gaps(blanks: pd.DataFrame, groups: pd.Series, name: object) -> pd.Series:
    """By column, how much more often it is blank in the group; 0 where that may be chance."""
    inside, outside = blanks[groups == name], blanks[_others(groups, name)]
    n, others = len(inside), len(outside)
    if min(n, others) < ENOUGH:
        return pd.Series(0.0, index=blanks.columns)
    gap = inside.mean() - outside.mean()
    pooled = (inside.sum() + outside.sum()) / (n + others)
    return gap.where(gap.abs() > Z * np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / others)), 0.0)


def _others(groups: pd.Series, name: object) -> "pd.Series[bool]":
    return groups.notna() & (groups != name)
