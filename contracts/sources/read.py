"""Reads a source's folder through its profile: raw tables in the contract's names."""

from dataclasses import replace
from pathlib import Path, PurePath

from contracts.files.folder import look_into
from contracts.findings import found
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
    if not found_there.unread:
        return records
    detail = f"not read: {', '.join(found_there.unread)}"
    unread = found("assessments", "file_not_used", detail)
    return replace(records, findings=(unread, *records.findings))


def _names(profile: Profile) -> set[str]:
    """Names, in small letters, that a file of records of this source may have."""
    if profile.shape == "flat":
        return {PurePath(file.name).stem.lower().replace(" ", "_") for file in profile.files}
    names = set(load_tables())
    if profile.shape == "oasys_ndelius":
        fields = [pair for mapping in load_mappings().values() for pair in mapping.all_fields]
        names |= {owner.lower() for owner, _ in fields}
    return names
