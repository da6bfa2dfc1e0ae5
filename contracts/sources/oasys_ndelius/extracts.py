"""Raw extracts of a case system: one file a table of that system, under its own field names."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from contracts.checks.dates import read_dates
from contracts.errors import InputError
from contracts.files.cells import as_text, refuse_lost_digits
from contracts.files.dialect import plain_name
from contracts.files.reader import HEADER, DataFile, open_file, read
from contracts.findings import Finding, first_rows, found
from contracts.sources.days import settle_days
from contracts.sources.oasys_ndelius.mapping import TableMapping
from contracts.sources.profile.schema import Profile


@dataclass(frozen=True)
class Extract:
    """One file: the fields that the mapping reads, days as timestamps, all else as text.

    ``names`` are all field names of the file, in capitals.
    """

    file: str
    names: tuple[str, ...]
    frame: pd.DataFrame


def is_day(field: str) -> bool:
    """Whether a field of that name holds a day, or a day and a time."""
    return field.endswith(("_DATE", "_DATETIME")) or field in ("DATE_COMPLETED", "DATE_SELECTED")


def is_identifier(field: str) -> bool:
    """Whether a field of that name holds a number or code that tells records apart."""
    return field.endswith(("_PK", "_ID", "_NUMBER", "_CODE", "_USER")) or field == "CRN"


def open_extracts(
    profile: Profile, paths: Iterable[Path], mappings: Iterable[TableMapping]
) -> tuple[dict[str, Extract], list[Finding]]:
    """The extracts that the mappings read, by name; a file's name is its extract's.

    Raises
    ------
    InputError
        If two files have the name of one extract.
    """
    wanted: dict[str, set[str]] = {}
    for mapping in mappings:
        for owner, field in mapping.all_fields:
            wanted.setdefault(owner, set()).add(field)
    extracts: dict[str, Extract] = {}
    findings: list[Finding] = []
    for path in paths:
        name = plain_name(path.stem).upper().replace(" ", "_").replace("-", "_")
        if name in extracts:
            fault = f"extract {name} is there twice: {extracts[name].file}, {path.name}"
            raise InputError(str(path.parent), [fault], "leave one of the files")
        if name in wanted:
            extracts[name], changes = _extract(profile, name, path, wanted[name])
            findings += changes
    return extracts, findings


def _extract(
    profile: Profile, name: str, path: Path, fields: set[str]
) -> tuple[Extract, list[Finding]]:
    file = open_file(path, profile.dialect)
    by_name = _by_capitals(file)
    columns = {column: field for field, column in by_name.items() if field in fields}
    frame, findings = read(file, columns, blank=profile.blank, table=name)
    frame = frame.rename(columns=columns)
    refuse_lost_digits(file.name, {f: frame[f] for f in columns.values() if is_identifier(f)})
    days = {str(field): (name, str(field)) for field in frame if is_day(str(field))}
    frame, day_findings = settle_days(frame, days, profile.dialect)
    cells = {"row": frame["row"]}
    for field in sorted(columns.values()):
        if is_day(field):
            cells[field], unreadable = _days(frame, field, name)
            findings += unreadable
        else:
            cells[field] = as_text(frame[field])
    extract = Extract(file.name, tuple(by_name), pd.DataFrame(cells))
    return extract, [*findings, *day_findings]


def _by_capitals(file: DataFile) -> dict[str, str]:
    """The file's columns by their names in capitals."""
    by_name: dict[str, str] = {}
    for column in file.columns:
        if column and column.upper() in by_name:
            fault = f"field {column.upper()} is there twice, as '{by_name[column.upper()]}' too"
            raise InputError(file.name, [fault], HEADER)
        by_name[column.upper()] = column
    return by_name


def _days(frame: pd.DataFrame, field: str, name: str) -> tuple[pd.Series, list[Finding]]:
    days = read_dates(frame[field], order=None, time=True)
    lost = frame.loc[days.unreadable, "row"]
    if lost.empty:
        return days.cells, []
    detail = f"{len(lost):,} days cannot be read and are blank ({first_rows(lost)})"
    return days.cells, [found(name, "unreadable_not_used", detail, column=field)]
