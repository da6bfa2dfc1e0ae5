"""Named rules on what the records were in an earlier run, and what they are now."""

from collections.abc import Iterator, Mapping

import pandas as pd

from contracts.checked_folder import CheckedFolder
from contracts.findings import Finding, found

SHIFT = 0.25
FAR_FEWER = 0.5
ENOUGH = 100


def changed_since(
    tables: Mapping[str, pd.DataFrame], previous: CheckedFolder | None
) -> Iterator[Finding]:
    """Findings where blanks or people differ much from the kept rows of ``previous``.

    Only tables of at least 100 rows in both runs are compared. Without an earlier run, or from
    an empty folder, nothing is found.
    """
    if previous is None:
        return
    for name, before in previous.present_tables(tables).items():
        if min(len(before), len(tables[name])) >= ENOUGH:
            yield from _blanks(name, tables[name], before)
            if name == "assessments":
                yield from _people(tables[name]["person_id"], before["person_id"])


def _blanks(name: str, now: pd.DataFrame, before: pd.DataFrame) -> Iterator[Finding]:
    columns = [column for column in now if column in before]
    blank, earlier = now[columns].isna().mean(), before[columns].isna().mean()
    for column in blank.index[(blank - earlier).abs() > SHIFT]:
        message = f"blank in {blank[column]:.0%} of rows, in {earlier[column]:.0%} a run before"
        yield found(name, "blanks_unlike_previous_run", message, column=str(column))


def _people(now: pd.Series, before: pd.Series) -> Iterator[Finding]:
    """Far fewer people, or far fewer for the same rows, than an earlier run found."""
    people, earlier = now.nunique(), before.nunique()
    if min(people / earlier, people / len(now) * len(before) / earlier) < FAR_FEWER:
        message = f"{people:,} people in {len(now):,} rows; "
        message += f"a run before, {earlier:,} in {len(before):,}"
        yield found("assessments", "people_unlike_previous_run", message, column="person_id")
