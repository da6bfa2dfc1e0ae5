"""Reads a source's folder through its profile: raw tables in the contract's names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from contracts.files.folder import look_into
from contracts.findings import Finding, found
from contracts.source import RawSource
from contracts.sources.contract.read import read_contract
from contracts.sources.flat.read import read_flat
from contracts.sources.oasys_ndelius.mapping import load_mappings
from contracts.sources.oasys_ndelius.read import read_extracts
from contracts.sources.profile.schema import Profile
from contracts.table import load_tables

__all__ = ["RawSource", "read_source"]


def read_source(profile: Profile, folder: Path) -> RawSource:
    """The records in ``folder``, as ``profile`` says they are to be read.

    Values are not judged here: types, spellings and limits are the check stage's work. Every
    file of the folder that is not read is named in a finding.

    Raises
    ------
    InputError
        If a file or a column that the profile names is not there (with near names), a file is
        not readable, or nothing in the folder holds assessments. All faults of a kind at once.
    """
    found_there = look_into(folder, _names(profile))
    readers = {"flat": read_flat, "oasys_ndelius": read_extracts, "contract": read_contract}
    records = readers[profile.shape](profile, list(found_there.data))
    findings = [*_unread(found_there.unread), *_other_counts(profile, records)]
    return replace(records, findings=(*findings, *records.findings))


def _unread(files: Sequence[str]) -> Iterator[Finding]:
    if files:
        yield found("assessments", "file_not_used", f"not read: {', '.join(files)}")


def _other_counts(profile: Profile, records: RawSource) -> Iterator[Finding]:
    """Tables with more or fewer rows than whoever made the extract says."""
    for name, expected in profile.row_counts.items():
        rows = len(records.tables[name].frame) if name in records.tables else 0
        if rows != expected:
            yield found(name, "row_count_differs", f"{rows:,} rows read; {expected:,} declared")


def _names(profile: Profile) -> set[str]:
    """Names, in small letters, that a file of records of this source may have."""
    if profile.shape == "flat":
        return {PurePath(file.name).stem.lower().replace(" ", "_") for file in profile.files}
    names = set(load_tables())
    if profile.shape == "oasys_ndelius":
        fields = [pair for mapping in load_mappings().values() for pair in mapping.all_fields]
        names |= {owner.lower() for owner, _ in fields}
    return names
