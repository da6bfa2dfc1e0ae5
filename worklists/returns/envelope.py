"""Is this file safe to open? Looked at as a zip archive, before any spreadsheet library sees it."""

import zipfile
from pathlib import Path

LARGEST_FILE = 10 * 2**20  # bytes as sent
LARGEST_CONTENT = 100 * 2**20  # bytes once unzipped
LARGEST_RATIO = 200  # unzipped to zipped; a list of 500 cases has about 8
MOST_PARTS = 200
SAVE_AGAIN = "save it as an Excel workbook (.xlsx) and send that"
_OLE = b"\xd0\xcf\x11\xe0"  # old .xls files, and workbooks with a password
_RUNS = ("vbaproject", "/activex/", "/macrosheets/", "/embeddings/", "/ctrlprops/", "customui")
_FETCHES = ("/externallinks/", "xl/connections.xml", "/querytables/", "xl/model/")
_ENTITIES = (b"<!doctype", b"<!entity")
_ARCHIVE_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


def envelope_faults(path: Path) -> list[str]:
    """What makes the file unfit to open, each with its cure; empty where it may be opened.

    Limits: 10 MB as sent, 100 MB and 200 times its size unzipped, 200 parts. Parts that run
    (macros, controls, embedded objects), that fetch (links, connections) and XML that declares
    a document type are refused.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            return [f"larger than {LARGEST_FILE // 2**20} MB; send the list as it was sent to you"]
        with path.open("rb") as file:
            if file.read(4) == _OLE:
                return [f"an old workbook, or one with a password; {SAVE_AGAIN} without a password"]
        with zipfile.ZipFile(path) as archive:
            return _size_faults(archive) or _part_faults(archive)
    except FileNotFoundError:
        return ["not there; check the name of the file"]
    except _ARCHIVE_FAULTS:
        return [f"not a workbook that can be read; {SAVE_AGAIN}"]


def _size_faults(archive: zipfile.ZipFile) -> list[str]:
    parts = archive.infolist()
    unzipped = sum(part.file_size for part in parts)
    zipped = max(1, sum(part.compress_size for part in parts))
    too_large = unzipped > LARGEST_CONTENT or unzipped / zipped > LARGEST_RATIO
    if too_large or len(parts) > MOST_PARTS:
        return ["unpacks to far more than a list holds; copy the answers into the list sent to you"]
    if len({part.filename.lower() for part in parts}) != len(parts):
        return [f"holds a part twice; {SAVE_AGAIN}"]
    return []


def _part_faults(archive: zipfile.ZipFile) -> list[str]:
    names = [f"/{name.lower()}" for name in archive.namelist()]
    faults = []
    if any(sign in name for name in names for sign in _RUNS):
        faults.append(f"holds macros, controls or embedded objects; {SAVE_AGAIN} without them")
    if any(sign in name for name in names for sign in _FETCHES):
        faults.append(f"holds links to other files or data; {SAVE_AGAIN} without them")
    if not faults and any(_declares_a_type(archive.read(name)) for name in archive.namelist()):
        faults.append(f"holds XML that declares a document type; {SAVE_AGAIN}")
    return faults


def _declares_a_type(part: bytes) -> bool:
    """True also where the part is UTF-16 or UTF-32: dropping zero bytes leaves the ASCII."""
    text = part.replace(b"\0", b"").lower()
    return any(sign in text for sign in _ENTITIES)
