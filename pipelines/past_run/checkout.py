"""A commit in a folder that is gone afterwards, with the records that git leaves out."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from contracts.errors import InputError

DEEP = "a/b/c/d"  # so that ../../x of the project leads to a place inside the temporary folder
PLACES = (
    ("source", "path"),
    ("check", "previous"),
    ("train", "decisions"),
    ("rank", "capacity"),
    ("rank", "previous"),
    ("rank", "decisions"),
)


@contextmanager
def checked_out(commit: str, project: Path) -> Iterator[Path]:
    """A clone of ``project`` at ``commit``, with every path of its params.yaml in place.

    Nothing is written into the project: neither its files nor its git folder change.

    Raises
    ------
    InputError
        If git cannot make the clone.
    """
    with tempfile.TemporaryDirectory(prefix="reproduce-") as temporary:
        folder = Path(temporary) / DEEP
        folder.parent.mkdir(parents=True)
        clone = ["git", "clone", "-q", "--shared", "--no-checkout", str(project), str(folder)]
        switch = ["git", "-C", str(folder), "checkout", "-q", "--detach", commit]
        for command in (clone, switch):
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
            if ran.returncode:
                reason = ran.stderr.strip().split("\n")[-1]
                raise InputError("make reproduce", [f"git: {reason}"], "see to it, and try again")
        for place in _places(folder):
            _bring(place, project, folder, root=Path(temporary))
        yield folder


def _places(folder: Path) -> list[Path]:
    """Relative paths that params.yaml names; an absolute one is the same from anywhere."""
    content: Any = yaml.safe_load((folder / "params.yaml").read_text(encoding="utf-8"))
    values = [(content.get(section) or {}).get(name) for section, name in PLACES]
    return [Path(value) for value in values if value and not Path(value).is_absolute()]


def _bring(place: Path, project: Path, folder: Path, *, root: Path) -> None:
    """Copy what lies in the project, link what lies outside of it, unless git brought it."""
    here, there = Path(os.path.abspath(project / place)), Path(os.path.abspath(folder / place))  # noqa: PTH100 - `resolve` would follow links
    if there.exists() or not here.exists() or not there.is_relative_to(root):
        return
    there.parent.mkdir(parents=True, exist_ok=True)
    if not here.is_relative_to(project.absolute()):
        there.symlink_to(here)
    elif here.is_dir():
        shutil.copytree(here, there)
    else:
        shutil.copy2(here, there)
