"""Reads dvc.lock: what each stage wrote, and whether it still lies there byte for byte."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

LOCK = Path("dvc.lock")


def recorded(lock: Path = LOCK) -> dict[Path, str]:
    """Path and MD5 of every output that a stage has recorded; none without a readable lock."""
    outs = [out for stage in _stages(lock) for out in stage.get("outs", [])]
    return {Path(out["path"]): str(out["md5"]) for out in outs}


def recorded_params(file: Path, lock: Path = LOCK) -> dict[str, str]:
    """Name and value of every parameter of ``file`` that a stage has recorded."""
    values: dict[str, str] = {}
    for stage in _stages(lock):
        values |= stage.get("params", {}).get(file.as_posix(), {})
    return values


def _stages(lock: Path) -> list[dict[str, Any]]:
    """What the lock says of each stage; nothing without a readable lock.

    The parser in C: the file has thousands of lines, and a run reads it many times.
    """
    if not lock.is_file():
        return []
    try:
        content = yaml.load(lock.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return []
    return [*content.get("stages", {}).values()] if isinstance(content, dict) else []


def is_cut_short(lock: Path = LOCK) -> bool:
    """Whether a lock is there and holds no stages: a run was ended while DVC wrote it."""
    return lock.is_file() and not recorded(lock)


def damaged(paths: Iterable[Path], lock: Path = LOCK) -> list[Path]:
    """Those of ``paths`` that lie there, were recorded, and hold something else than was."""
    digests = recorded(lock)
    return [
        path
        for path in paths
        if path in digests and path.exists() and digest(path) != digests[path]
    ]


def digest(path: Path) -> str:
    """MD5 of a file, or of a folder's files by their names, as DVC writes it.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("a")
    >>> digest(folder / "a.txt"), digest(folder)
    ('0cc175b9c0f1b6a831c399e269772661', '1710014904e6b7e979d3965269bd0f83.dir')
    """
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "md5").hexdigest()
    files = sorted(file for file in path.rglob("*") if file.is_file())
    rows = [{"md5": digest(file), "relpath": file.relative_to(path).as_posix()} for file in files]
    rows.sort(key=lambda row: row["relpath"])
    text = json.dumps(rows)
    return f"{hashlib.md5(text.encode()).hexdigest()}.dir"  # noqa: S324 - DVC's own, no secret
