"""Reads a source's folder through its profile: raw tables in the contract's names."""

from pathlib import Path

from contracts.errors import InputError
from contracts.source import RawSource
from contracts.sources.contract.read import read_contract
from contracts.sources.files.reader import ENDINGS
from contracts.sources.flat.read import read_flat
from contracts.sources.oasys_ndelius.read import read_extracts
from contracts.sources.profile.schema import Profile

__all__ = ["RawSource", "read_source"]


def read_source(profile: Profile, folder: Path) -> RawSource:
    """The records in ``folder``, as ``profile`` says they are to be read.

    Values are not judged here: types, spellings and limits are the check stage's work.

    Raises
    ------
    InputError
        If a file or a column that the profile names is not there (with near names), a file is
        not readable, or nothing in the folder holds assessments. All faults of a kind at once.
    """
    paths = _data_files(folder)
    if profile.shape == "flat":
        return read_flat(profile, paths)
    if profile.shape == "oasys_ndelius":
        return read_extracts(profile, paths)
    return read_contract(profile, paths)


def _data_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(str(folder), ["there is no such folder"], "correct source.path")
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    if not paths:
        told = f"no file of records; allowed: {', '.join(ENDINGS)}"
        raise InputError(str(folder), [told], "correct source.path")
    return paths
