"""What lies in a source's folder: files of records, others named, and what must not be opened."""

import stat
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import InputError
from contracts.files.reader import ENDINGS
from contracts.identifying import shown_file

OTHER_DATA = (
    *(".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".gz", ".zip", ".bz2", ".xz", ".zst", ".7z"),
    *(".json", ".jsonl", ".ndjson", ".xml", ".feather", ".arrow", ".orc", ".avro", ".parq"),
    *(".dta", ".sav", ".sas7bdat", ".rds", ".db", ".sqlite", ".mdb", ".accdb", ".dat", ".psv"),
)
NEXT = "save it as CSV (UTF-8) or Parquet under the same name, or take it out of the folder"


@dataclass(frozen=True)
class Folder:
    """``data`` are files of records; ``unread`` names the rest, each with the reason."""

    data: tuple[Path, ...]
    unread: tuple[str, ...]


def look_into(folder: Path, tables: Collection[str]) -> Folder:
    """The files of the folder, none of them opened.

    Parameters
    ----------
    folder : Path
        The source's folder.
    tables : collection of str
        Names in small letters that a file of records may have: a file of one of these in
        another format is records that would be missed, so it is refused.

    Raises
    ------
    InputError
        If there is no such folder, no file of records, a file of records in a format that is not
        read, a link that leads out of the folder, or something that is no file.
    """
    if not folder.is_dir():
        raise InputError(str(folder), ["there is no such folder"], "correct source.path")
    data, unread, faults = [], [], []
    for path in sorted(folder.iterdir()):
        fault = _fault(path, folder, tables)
        if fault:
            faults.append(f"{shown_file(path.name)}: {fault}")
        elif path.is_dir():
            unread.append(f"{shown_file(path.name)} (a folder)")
        elif path.suffix.lower() in ENDINGS:
            data.append(path)
        else:
            unread.append(f"{shown_file(path.name)} (not {', '.join(ENDINGS)})")
    if faults:
        raise InputError(str(folder), faults, NEXT)
    if not data:
        fault = f"no file of records; allowed: {', '.join(ENDINGS)}"
        raise InputError(str(folder), [fault], "correct source.path")
    return Folder(tuple(data), tuple(unread))


def _fault(path: Path, folder: Path, tables: Collection[str]) -> str | None:
    """Why a path must not be read, None where it may be, or is of no concern."""
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "a link that leads out of the folder"
    try:
        mode = path.stat().st_mode
    except OSError:
        return "a link to nothing, or not readable"
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return "not a file (a pipe, socket or device)"
    is_table = any(name in _plain(path.name) for name in tables)
    if stat.S_ISDIR(mode):
        return "a folder, not a file of records" if path.suffix.lower() in ENDINGS else None
    if is_table and path.suffix.lower() in OTHER_DATA:
        return f"records in a format that is not read; allowed: {', '.join(ENDINGS)}"
    return None


def _plain(name: str) -> str:
    return name.lower().replace(" ", "_").replace("-", "_")
