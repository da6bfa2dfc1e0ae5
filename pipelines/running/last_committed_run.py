"""The last committed run, as git and the DVC cache keep it: the only file that asks either."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from contracts.errors import InputError

NEXT = "after `make run`: git add dvc.lock params.yaml summary.json && git commit"


def last_committed_run() -> Callable[[str], bytes | None]:
    """What opens a file of the last commit: its bytes, or None where neither git nor DVC has them.

    Raises
    ------
    InputError
        If this is no git repository, nothing was committed, or the commit holds no ``dvc.lock``.
    """
    found = subprocess.run(["git", "cat-file", "-e", "HEAD:./dvc.lock"], capture_output=True)  # noqa: PLW1510
    if found.returncode:
        raise InputError(
            "make compare", ["there is no committed run: HEAD holds no dvc.lock"], NEXT
        )
    from dvc.api import DVCFileSystem

    kept = DVCFileSystem(".", rev="HEAD")

    def opened(path: str) -> bytes | None:
        try:
            content: bytes = kept.cat_file(path)
        except FileNotFoundError:
            return None
        return content

    return opened


def workspace(path: str) -> bytes | None:
    """The bytes of a file as it lies here now, or None."""
    file = Path(path)
    return file.read_bytes() if file.is_file() else None
