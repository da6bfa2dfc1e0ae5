"""Which assessments may be listed today, and why the others may not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from contracts.latest import is_latest

EARLY_DAYS = 28  # days after release in which a licence counts as early
ASSESSMENT_COLUMNS = ["assessment_id", "person_id", "unit_id", "assessment_date", "release_date"]
ALL = "all"  # the one team of a source without units


@dataclass(frozen=True)
class ListRecords:
    """What is on record on the day of the list.

    Parameters
    ----------
    scores : DataFrame
        ``scores.parquet``: one row per assessment in scope.
    assessments, audits : DataFrame
        The checked tables.
    decisions : DataFrame
        What teams returned, the latest decision per assessment: ``assessment_id``, ``outcome``
        (agree | regrade | more_info), ``decided_on`` and ``follow_up_on``. May be empty.
    run_date : Timestamp or None
        The day the list is made for; None where the source has no dates.
    fully_audited : bool
        Whether every assessment has its audit. Then audits keep nothing off the list, which is
        retrospective.
    raisable : tuple of str
        The levels that can be too low. A rating of another level is never listed.
    """

    scores: pd.DataFrame
    assessments: pd.DataFrame
    audits: pd.DataFrame
    decisions: pd.DataFrame
    run_date: pd.Timestamp | None
    fully_audited: bool
    raisable: tuple[str, ...]


def eligibility(records: ListRecords, *, cadence: str, review_weeks: int) -> pd.DataFrame:
    """Every assessment on record, and whether it may be listed.

    Returns
    -------
    DataFrame
        One row an assessment: ``assessment_id``, ``person_id``, ``unit_id``,
        ``assessment_date``, ``assigned`` (its level), ``priority`` (blank out of scope),
        ``release_date``, ``early_licence`` and ``standing``: ``eligible``, or the first of
        ``audited``, ``decided``, ``in_review``, ``superseded`` (a later assessment of the person
        is on record), ``out_of_scope``, ``cannot_be_raised`` and ``other_cadence`` that applies.

    Notes
    -----
    In review means that an audit has been asked for and is not complete, or that a team waits
    for more information: until the follow-up date it gave, or for ``review_weeks``.
    """
    table = _joined(records)
    ids = table["assessment_id"]
    decided, waiting = _decided(records, review_weeks)
    rules = {
        "audited": ids.isin(_audited(records)),
        "decided": ids.isin(decided),
        "in_review": ids.isin(waiting) | ids.isin(_being_audited(records)),
        "superseded": ~is_latest(table),
        "out_of_scope": table["priority"].isna(),
        "cannot_be_raised": ~table["assigned"].isin(records.raisable),
        "other_cadence": ~table["early_licence"] & (cadence == "daily_early_licence"),
    }
    return table.assign(standing=np.select(list(rules.values()), list(rules), "eligible"))


def is_early_licence(
    release_date: "pd.Series[pd.Timestamp]", day: pd.Timestamp | None
) -> "pd.Series[bool]":
    """Whether the person was released in the 28 days up to and including ``day``.

    Examples
    --------
    >>> released = pd.Series(pd.to_datetime(["2026-03-01", "2026-01-01", None]))
    >>> is_early_licence(released, pd.Timestamp("2026-03-10")).to_list()
    [True, False, False]
    """
    if day is None:
        return pd.Series(False, index=release_date.index)
    return (day - release_date).dt.days.between(0, EARLY_DAYS)


def _joined(records: ListRecords) -> pd.DataFrame:
    """Every assessment up to the day of the list, with the priority of those in scope."""
    assessments = records.assessments.reindex(
        columns=[*ASSESSMENT_COLUMNS, "assigned_rosh"]
    ).astype({"release_date": "datetime64[us]", "assessment_date": "datetime64[us]"})
    assessments = assessments.rename(columns={"assigned_rosh": "assigned"})
    scored = records.scores[["assessment_id", "priority"]]
    if records.run_date is not None:
        assessments = assessments[~(assessments["assessment_date"] > records.run_date)]
    table = assessments.merge(scored, on="assessment_id", how="left", validate="one_to_one")
    return table.assign(
        unit_id=table["unit_id"].fillna(ALL),
        person_id=table["person_id"].fillna(table["assessment_id"]),
        early_licence=is_early_licence(table["release_date"], records.run_date),
    )


def _audited(records: ListRecords) -> "pd.Series[str]":
    if records.fully_audited:
        return records.audits["assessment_id"].head(0)
    return records.audits["assessment_id"][~_later(records)]


def _being_audited(records: ListRecords) -> "pd.Series[str]":
    """Chosen for an audit by the day of the list, and complete only after it."""
    audits, day = records.audits, records.run_date
    if day is None or "audit_selected_date" not in audits:
        return audits["assessment_id"].head(0)
    return audits["assessment_id"][_later(records) & (audits["audit_selected_date"] <= day)]


def _later(records: ListRecords) -> "pd.Series[bool]":
    audits, day = records.audits, records.run_date
    if day is None or "audit_completed_date" not in audits:
        return pd.Series(False, index=audits.index)
    return audits["audit_completed_date"] > day


def _decided(records: ListRecords, weeks: int) -> tuple["pd.Series[str]", "pd.Series[str]"]:
    """Assessments with a decision, and those whose team is waiting for information."""
    decisions, day = records.decisions, records.run_date
    more_info = decisions["outcome"].eq("more_info")
    until = decisions["follow_up_on"].fillna(decisions["decided_on"] + pd.Timedelta(weeks=weeks))
    waiting = more_info if day is None else more_info & (day < until)
    ids = decisions["assessment_id"]
    return ids[~more_info], ids[waiting]
