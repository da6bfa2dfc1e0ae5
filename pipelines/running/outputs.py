"""Files appear whole or not at all, and the same content gives the same bytes."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path`` that replaces it only if the block succeeds.

    Works for a file or a folder. A folder is handed over empty and existing. A failure leaves
    whatever stood at ``path`` before untouched.

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
    _remove(unfinished)
    if not path.suffix:
        unfinished.mkdir()
    try:
        yield unfinished
        if unfinished.is_dir() or path.is_dir():
            _remove(path)
        unfinished.replace(path)
    finally:
        _remove(unfinished)


def _remove(path: Path) -> None:
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
