"""Names of files and folders made from their content: the same bytes, the same name."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_hash(*folders: Path) -> str:
    """SHA-256 of the names and contents of all files of ``folders``.

    Examples
    --------
    >>> import tempfile
    >>> one, two = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    >>> _ = [(place / "a.csv").write_text("1") for place in (one, two)]
    >>> folder_hash(one) == folder_hash(two)
    True
    >>> _ = (two / "a.csv").rename(two / "b.csv")
    >>> folder_hash(one) == folder_hash(two)
    False
    """
    return joined_hash(
        (path.relative_to(folder).as_posix(), file_hash(path))
        for folder in folders
        for path in files_of(folder)
    )


def files_of(folder: Path) -> list[Path]:
    """All files below ``folder``, in order of path."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def joined_hash(named: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of names with the hash of each, in the given order."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in named)
    return hashlib.sha256(lines.encode()).hexdigest()
