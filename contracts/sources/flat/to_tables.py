"""Cuts the joined rows of a flat source into the contract's tables."""

import pandas as pd

from contracts.checks.dates import read_dates
from contracts.files.cells import as_text
from contracts.findings import Finding, found
from contracts.sources.flat.extra_features import extra_features, renamed
from contracts.sources.flat.outcomes import outcomes
from contracts.sources.profile.schema import ColumnRoles, Profile
from contracts.table import RawTable

ALL = "all"


def tables_of(
    profile: Profile, records: pd.DataFrame, file: str
) -> tuple[dict[str, RawTable], list[Finding]]:
    """Assessments, audits, the profile's own features and the protected columns, by table."""
    columns = profile.columns or ColumnRoles(assigned="")
    assessments = _assessments(profile, columns, records)
    if profile.outcome:
        audits, findings = outcomes(profile.outcome, records, assessments)
    else:
        audits, findings = _audits(profile, columns, records, assessments), []
    frames = {"assessments": assessments, "audits": audits}
    if profile.features:
        frames["extra"] = extra_features(profile.features, records, assessments)
    if profile.protected:
        frames["protected"], differences = _protected(profile, records, assessments)
        findings += differences
    return {name: RawTable(name, file, frame) for name, frame in frames.items()}, findings


def _assessments(profile: Profile, columns: ColumnRoles, records: pd.DataFrame) -> pd.DataFrame:
    number = records["row"].astype("str")
    cells = {
        "row": records["row"],
        "assessment_id": _column(records, columns.assessment, otherwise=number),
        "person_id": _column(records, columns.person, otherwise=number),
        "unit_id": _column(records, columns.unit, otherwise=ALL),
        "assigned_rosh": _levels(profile, records[columns.assigned]),
    }
    if columns.date:
        cells["assessment_date"] = records[columns.date]
    if columns.assessor:
        cells["assessor_id"] = as_text(records[columns.assessor])
    return pd.DataFrame(cells)


def _column(records: pd.DataFrame, column: str | None, *, otherwise: pd.Series | str) -> pd.Series:
    if column is not None:
        return as_text(records[column])
    return pd.Series(otherwise, index=records.index, dtype="str")


def _levels(profile: Profile, values: pd.Series) -> pd.Series:
    return renamed(as_text(values), profile.scale.spellings)


def _audits(
    profile: Profile, columns: ColumnRoles, records: pd.DataFrame, assessments: pd.DataFrame
) -> pd.DataFrame:
    """One row for each assessment that has a level or a day of its review."""
    if columns.audited is None or columns.audited not in records:
        return assessments[["row", "assessment_id"]].iloc[:0].assign(audit_id="")
    audits = assessments[["row", "assessment_id"]].assign(
        audit_id=assessments["assessment_id"],
        audited_rosh=_levels(profile, records[columns.audited]),
    )
    roles = {
        "audit_completed_date": columns.audit_date,
        "reviewer_id": columns.auditor,
        "selection_probability": columns.selection_probability,
        "selection_reason": columns.selection_reason,
    }
    for name, column in roles.items():
        if column is not None:
            audits[name] = records[column]
    if columns.audit_date is None and columns.date is not None:
        signed = read_dates(assessments["assessment_date"], order=None).cells
        audits["audit_completed_date"] = signed + pd.Timedelta(days=profile.label_lag_days)
    is_reviewed = audits["audited_rosh"].notna()
    if columns.audit_date is not None:
        is_reviewed |= audits["audit_completed_date"].notna()
    return audits[is_reviewed]


def _protected(
    profile: Profile, records: pd.DataFrame, assessments: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """One row a person, the first; where a later row of the person differs is counted."""
    people = assessments[["row", "person_id"]].copy()
    for name, protected in profile.protected.items():
        people[name] = renamed(as_text(records[protected.column]), protected.codes)
    first = people.drop_duplicates("person_id")
    differ = len(people.drop(columns="row").drop_duplicates()) - len(first)
    detail = f"{differ:,} more spellings of a person's protected characteristics; the first is kept"
    findings = [found("protected", "person_differs", detail)] if differ else []
    return first, findings
