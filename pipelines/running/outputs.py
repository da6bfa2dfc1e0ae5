"""Files appear whole or not at all, for their owner alone; same content, same bytes."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd

OWNERS_FOLDER, OWNERS_FILE, READABLE = 0o700, 0o600, 0o644
PLACES = ("data", ".dvc/cache", ".dvc/tmp", "mlflow.db")
OF_MLFLOW = ("mlruns", "mlartifacts")  # it copies files of code with the modes that these have


@contextmanager
def whole(path: Path, *, private: bool = True) -> Iterator[Path]:
    """A temporary path beside ``path`` that replaces it only if the block succeeds.

    Works for a file or a folder. A folder is handed over empty and existing. A failure leaves
    whatever stood at ``path`` before untouched. Nobody but the owner may open what is written,
    whatever the umask; with ``private`` false, for settings and documents, everybody may read it.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with whole(folder / "figures.json") as unfinished:
    ...     _ = unfinished.write_text("{}")
    >>> sorted(p.name for p in folder.iterdir())
    ['figures.json']
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    remove(unfinished)
    if not path.suffix:
        unfinished.mkdir()
    try:
        yield unfinished
        if private:
            keep_private(unfinished)
        else:
            unfinished.chmod(READABLE)
        if unfinished.is_dir() or path.is_dir():
            remove(path)
        unfinished.replace(path)
    finally:
        remove(unfinished)


def keep_private(path: Path) -> None:
    """Take a file, or a folder and all below it, from everybody but its owner.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / "list.csv").touch(0o644)
    >>> keep_private(folder)
    >>> oct((folder / "list.csv").stat().st_mode & 0o777)
    '0o600'
    """
    for one in (path, *path.rglob("*")):
        if not one.is_symlink():
            one.chmod(OWNERS_FOLDER if one.is_dir() else OWNERS_FILE)


def close_places(project: Path = Path()) -> None:
    """Close the folders of a project that hold case data, and what MLflow keeps, to all others.

    Files in them that DVC wrote under another umask cannot be reached from outside then.
    """
    for name in PLACES:
        place = project / name
        if place.exists():
            with suppress(PermissionError):  # another account's, as of a shared cache
                place.chmod(OWNERS_FOLDER if place.is_dir() else OWNERS_FILE)
    for name in OF_MLFLOW:
        if (project / name).is_dir():
            with suppress(PermissionError):
                keep_private(project / name)


def remove(path: Path) -> None:
    """Remove a file, or a folder and all in it, whether or not it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as Parquet, without an index.

    Lists are written as plain lists: pandas cannot read back the name it gives to its own.
    """
    lists = [name for name, kind in frame.dtypes.items() if str(kind).startswith("list")]
    plain = frame.astype(dict.fromkeys(lists, "object"))
    with whole(path) as unfinished:
        plain.to_parquet(unfinished, index=False, compression="zstd")


def write_json(content: object, path: Path) -> None:
    """Write JSON in one canonical form: sorted keys, two spaces, a final newline, no NaN."""
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    with whole(path) as unfinished:
        unfinished.write_text(text + "\n", encoding="utf-8")
