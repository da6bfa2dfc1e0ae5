"""Cuts the joined rows of a flat source into the contract's tables."""

import pandas as pd

from contracts.checks.dates import day_order, read_dates
from contracts.findings import Finding, found
from contracts.sources.flat.extra_features import as_text, own_features, renamed
from contracts.sources.profile.schema import ColumnRoles, FollowUpOutcome, Profile
from contracts.table import RawTable

ALL = "all"


def tables_of(
    profile: Profile, records: pd.DataFrame, file: str
) -> tuple[dict[str, RawTable], list[Finding]]:
    """Assessments, audits, the profile's own features and the protected columns, by table."""
    columns = profile.columns or ColumnRoles(assigned="")
    assessments = _assessments(profile, columns, records)
    audits, findings = _audits(profile, columns, records, assessments)
    frames = {"assessments": assessments, "audits": audits}
    if profile.features:
        frames["extra"] = own_features(profile, profile.features, records, assessments)
    if profile.protected:
        frames["protected"], told = _protected(profile, records, assessments)
        findings += told
    return {name: RawTable(name, file, frame) for name, frame in frames.items()}, findings


def _assessments(profile: Profile, columns: ColumnRoles, records: pd.DataFrame) -> pd.DataFrame:
    number = records["row"].astype("str")
    given = {
        "row": records["row"],
        "assessment_id": _column(records, columns.assessment, otherwise=number),
        "person_id": _column(records, columns.person, otherwise=number),
        "unit_id": _column(records, columns.unit, otherwise=ALL),
        "assigned_rosh": _levels(profile, records[columns.assigned]),
    }
    if columns.date:
        given["assessment_date"] = records[columns.date]
    if columns.assessor:
        given["assessor_id"] = records[columns.assessor]
    return pd.DataFrame(given)


def _column(records: pd.DataFrame, column: str | None, *, otherwise: pd.Series | str) -> pd.Series:
    if column is not None:
        return as_text(records[column])
    return pd.Series(otherwise, index=records.index, dtype="str")


def _levels(profile: Profile, values: pd.Series) -> pd.Series:
    return renamed(as_text(values), profile.scale.spellings)


def _audits(
    profile: Profile, columns: ColumnRoles, records: pd.DataFrame, assessments: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    if profile.outcome:
        return _outcomes(profile.outcome, records, assessments)
    if columns.audited is None or columns.audited not in records:
        return assessments[["row", "assessment_id"]].iloc[:0].assign(audit_id=""), []
    audits = assessments[["row", "assessment_id"]].assign(
        audit_id=assessments["assessment_id"],
        audited_rosh=_levels(profile, records[columns.audited]),
    )
    named = {
        "audit_completed_date": columns.audit_date,
        "reviewer_id": columns.auditor,
        "selection_probability": columns.selection_probability,
        "selection_reason": columns.selection_reason,
    }
    for name, column in named.items():
        if column is not None:
            audits[name] = records[column]
    if columns.audit_date is None and columns.date is not None:
        audits["audit_completed_date"] = _later(
            assessments["assessment_date"], profile.label_lag_days
        )
    said = audits["audited_rosh"].notna()
    if columns.audit_date is not None:
        said |= audits["audit_completed_date"].notna()
    return audits[said], []


def _outcomes(
    outcome: FollowUpOutcome, records: pd.DataFrame, assessments: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """One row for each assessment whose follow-up is over; the others are not audited yet."""
    said = as_text(records[outcome.column])
    happened = said.eq(outcome.happened)
    audits = assessments[["row", "assessment_id"]].assign(audit_id=assessments["assessment_id"])
    known = said.notna()
    findings = []
    if "assessment_date" in assessments:
        began = _dates(assessments["assessment_date"])
        if outcome.dated:
            days = (_dates(records[outcome.dated]) - began).dt.days
            happened &= days.between(0, outcome.follow_up_days)
        ended = began + pd.Timedelta(days=outcome.follow_up_days)
        audits["audit_completed_date"] = began if outcome.waive_lag else ended
        if outcome.observed_until:
            over = ended.le(pd.Timestamp(outcome.observed_until))
            findings = _unfinished(outcome, known & ~over, known & over, happened)
            known &= over
    return audits.assign(outcome=happened)[known], findings


def _unfinished(
    outcome: FollowUpOutcome, early: pd.Series, kept: pd.Series, happened: pd.Series
) -> list[Finding]:
    if not early.any():
        return []
    told = (
        f"{early.sum():,} rows have an outcome though {outcome.follow_up_days} days were not over "
        f"by {outcome.observed_until}: it happened to {happened[early].mean():.0%} of them, and to "
        f"{happened[kept].mean():.0%} of the {kept.sum():,} others; theirs is not used"
    )
    return [found("audits", "follow_up_not_over", told, column="outcome")]


def _dates(values: pd.Series) -> pd.Series:
    read = read_dates(values, order=day_order([values]))
    return read.cells


def _later(values: pd.Series, days: int) -> pd.Series:
    return _dates(values) + pd.Timedelta(days=days)


def _protected(
    profile: Profile, records: pd.DataFrame, assessments: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """One row a person, the first; where a later row of the person differs is counted."""
    people = assessments[["row", "person_id"]].copy()
    for name, protected in profile.protected.items():
        people[name] = renamed(as_text(records[protected.column]), protected.codes)
    first = people.drop_duplicates("person_id")
    differ = len(people.drop(columns="row").drop_duplicates()) - len(first)
    told = f"{differ:,} more spellings of a person's protected characteristics; the first is kept"
    findings = [found("protected", "person_differs", told)] if differ else []
    return first, findings
