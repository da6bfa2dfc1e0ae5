"""A flat source: one row an assessment, its columns named by the profile."""

import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd

from contracts.errors import InputError
from contracts.files.cells import as_text, refuse_lost_digits
from contracts.files.numbers import with_plain_numbers
from contracts.files.reader import DataFile, near, open_file, read
from contracts.findings import Finding, found
from contracts.identifying import shown_file
from contracts.source import RawSource
from contracts.sources.days import settle_days
from contracts.sources.flat.extra_features import is_number
from contracts.sources.flat.to_tables import tables_of
from contracts.sources.profile.consistency import exclusion_reason
from contracts.sources.profile.resolve import resolve
from contracts.sources.profile.schema import ColumnRoles, Profile, SourceFile

OF_AUDIT = ("audited", "audit_date", "auditor", "selection_probability", "selection_reason")
Opened = list[tuple[SourceFile, DataFile]]


def read_flat(profile: Profile, paths: list[Path]) -> RawSource:
    """The tables of a flat source. Several files are read as one, in the profile's order.

    A row of a later file whose assessment id an earlier one gave is dropped and counted. Row
    numbers run on from file to file.
    """
    opened = [(part, open_file(path, profile.dialect)) for part, path in _found(profile, paths)]
    _refuse_absent(profile, opened)
    findings = [*_changed(opened), *_kept_out(profile, opened), *_left_over(opened, paths)]
    frames = []
    for part, file in opened:
        frame, changes = _rows(profile, part, file)
        frames.append(frame)
        findings += changes
    records, repeats = _joined(profile, opened, frames)
    name = ", then ".join(file.name for _, file in opened)
    tables, label_findings = tables_of(profile, records, name)
    ignored = tuple(
        dict.fromkeys(c for part, file in opened for c in _ignored(profile, part, file))
    )
    tables["assessments"] = replace(tables["assessments"], ignored=ignored)
    source = resolve(profile, profile.features)
    return RawSource(tables, source, (*findings, *repeats, *label_findings))


def _rows(profile: Profile, part: SourceFile, file: DataFile) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows of one file: identifiers exact, numbers plain, days year first."""
    wanted = _wanted(profile, part)
    frame, findings = read(file, wanted, blank=profile.blank, table="assessments")
    roles = profile.columns or ColumnRoles(assigned="")
    ids = [roles.assessment, roles.person, roles.unit, roles.assessor, roles.auditor]
    refuse_lost_digits(file.name, {one: frame[one] for one in ids if one and one in frame})
    numbers = [feature.column for feature in profile.features.values() if is_number(feature)]
    numbers += [roles.selection_probability] if roles.selection_probability else []
    frame = with_plain_numbers(frame, numbers, file, profile.dialect)
    frame, day_findings = settle_days(frame, _days(profile, frame), profile.dialect)
    return frame, [*findings, *day_findings]


def _days(profile: Profile, frame: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """The columns of days that ``frame`` holds, with the table and column they go to."""
    roles, outcome = profile.columns or ColumnRoles(assigned=""), profile.outcome
    days = {
        roles.date: ("assessments", "assessment_date"),
        roles.audit_date: ("audits", "audit_completed_date"),
        outcome.dated if outcome else None: ("audits", "outcome"),
    }
    return {name: place for name, place in days.items() if name and name in frame}


def _left_over(opened: Opened, paths: list[Path]) -> Iterator[Finding]:
    used = {file.path for _, file in opened}
    names = [path.name for path in paths if path not in used]
    if names:
        detail = f"the profile does not name it, not read: {', '.join(map(shown_file, names))}"
        yield found("assessments", "file_not_used", detail)


def _found(profile: Profile, paths: list[Path]) -> list[tuple[SourceFile, Path]]:
    by_name = {path.name: path for path in paths}
    if len(profile.files) == 1 and len(paths) == 1:
        return [(profile.files[0], paths[0])]
    faults = [
        f"there is no file '{part.name}'{near(part.name, by_name)}"
        for part in profile.files
        if part.name not in by_name
    ]
    if faults:
        raise InputError(str(paths[0].parent), faults, "add the file, or name it in the profile")
    return [(part, by_name[part.name]) for part in profile.files]


def _wanted(profile: Profile, part: SourceFile) -> dict[str, str]:
    """Columns to read from one file, each with the profile's key that mentions it."""
    columns = profile.columns or ColumnRoles(assigned="")
    parts = {k: v for k, v in dataclasses.asdict(columns).items() if v is not None}
    mentioned = {
        column: f"columns.{key}"
        for key, column in parts.items()
        if not (part.not_audited and key in OF_AUDIT)
    }
    if profile.outcome and not part.not_audited:
        mentioned[profile.outcome.column] = "outcome.column"
        if profile.outcome.dated:
            mentioned[profile.outcome.dated] = "outcome.dated"
    for name, feature in profile.features.items():
        mentioned[feature.column] = f"features.{name}"
    for name, protected in profile.protected.items():
        mentioned[protected.column] = f"protected.{name}"
    return mentioned


def _refuse_absent(profile: Profile, opened: Opened) -> None:
    faults = [
        f"{file.name}: there is no column '{column}' ({key}){near(column, file.columns)}"
        for part, file in opened
        for column, key in _wanted(profile, part).items()
        if column not in file.columns
    ]
    if faults:
        where = ", ".join(file.name for _, file in opened)
        raise InputError(where, faults, f"name the file's columns in the profile '{profile.name}'")


def _changed(opened: Opened) -> Iterator[Finding]:
    for part, file in opened:
        if part.sha256 and hashlib.sha256(file.path.read_bytes()).hexdigest() != part.sha256:
            detail = f"{file.name} is not the file that the profile describes (sha256 differs)"
            yield found("assessments", "file_differs", detail)


def _ignored(profile: Profile, part: SourceFile, file: DataFile) -> list[str]:
    """Columns of the file that the profile does not mention at all."""
    left = set(file.columns) - set(_wanted(profile, part)) - set(_wanted(profile, SourceFile("")))
    return [c for c in file.columns if c in left and exclusion_reason(profile, c) is None]


def _kept_out(profile: Profile, opened: Opened) -> Iterator[Finding]:
    by_reason: dict[str, list[str]] = {}
    read_here = {column for part, _ in opened for column in _wanted(profile, part)}
    for column in dict.fromkeys(c for _, file in opened for c in file.columns):
        reason = exclusion_reason(profile, column)
        if reason and column not in read_here:
            by_reason.setdefault(reason, []).append(column)
    for reason, columns in by_reason.items():
        yield found("assessments", "column_not_used", f"{', '.join(columns)}: {reason}")


def _joined(
    profile: Profile, opened: Opened, frames: list[pd.DataFrame]
) -> tuple[pd.DataFrame, list[Finding]]:
    """All files as one frame; ``row`` runs on, and an id of an earlier file is dropped."""
    findings = []
    key = profile.columns.assessment if profile.columns else None
    records, last = frames[0], len(frames[0])
    for (_, file), frame in zip(opened[1:], frames[1:], strict=True):
        later = frame.assign(row=frame["row"] + last)
        last += len(frame)
        if key:
            again = as_text(later[key]).isin(as_text(records[key])) & later[key].notna()
            detail = f"{again.sum():,} of {len(later):,} rows of {file.name} repeat an earlier file"
            findings.append(found("assessments", "repeated_across_files", detail, column=key))
            later = later[~again]
        records = pd.concat([records, later], ignore_index=True)
    return records, findings
