"""Raw extracts of a case system: one file a table of that system, under its own field names."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from contracts.checks.dates import DayOrder, day_order, read_dates
from contracts.errors import InputError
from contracts.findings import Finding, first_rows, found
from contracts.sources.files.reader import DataFile, open_file, read
from contracts.sources.flat.extra_features import as_text
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
        name = path.stem.strip().upper().replace(" ", "_").replace("-", "_")
        if name in extracts:
            told = f"extract {name} is there twice: {extracts[name].file}, {path.name}"
            raise InputError(str(path.parent), [told], "leave one of the files")
        if name in wanted:
            file = open_file(path, profile.dialect)
            extracts[name], told_more = _extract(profile, name, file, wanted[name])
            findings += told_more
    return extracts, findings


def _extract(
    profile: Profile, name: str, file: DataFile, fields: set[str]
) -> tuple[Extract, list[Finding]]:
    by_name = {column.upper(): column for column in file.columns}
    present = {field: by_name[field] for field in sorted(fields) if field in by_name}
    frame, findings = read(file, set(present.values()), blank=profile.blank, table=name)
    frame = frame.rename(columns={column: field for field, column in present.items()})
    order = profile.dialect.dates or day_order([frame[field] for field in present if is_day(field)])
    columns = {"row": frame["row"]}
    for field in present:
        if is_day(field):
            columns[field], told = _days(frame, field, order=order, name=name)
            findings += told
        else:
            columns[field] = as_text(frame[field])
    return Extract(file.name, tuple(by_name), pd.DataFrame(columns)), findings


def _days(
    frame: pd.DataFrame, field: str, *, order: DayOrder | None, name: str
) -> tuple[pd.Series, list[Finding]]:
    read_as = read_dates(frame[field], order=order, time=True)
    lost = frame.loc[read_as.unreadable, "row"]
    told = f"{len(lost):,} days cannot be read and are blank ({first_rows(lost)})"
    return read_as.cells, [found(name, "unreadable_not_used", told, column=field)] if len(
        lost
    ) else []
