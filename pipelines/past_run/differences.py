"""What differs between the record of a run and the same run made again."""

import json
from collections.abc import Mapping
from pathlib import Path

from pipelines.running.lock import digest


def differences(
    before: Mapping[Path, str], after: Mapping[Path, str], cache: Path, folder: Path
) -> list[str]:
    """A sentence for each output that is not the same, with its files where the cache names them.

    Parameters
    ----------
    before, after : mapping of Path to str
        Outputs and their hashes, as dvc.lock has them.
    cache : Path
        DVC's cache with the run on record, for the names of files in a folder.
    folder : Path
        Where the run was made again.
    """
    words = []
    for path in sorted({*before, *after}):
        one, other = before.get(path), after.get(path)
        if one is None or other is None:
            words.append(f"{path}: {'not made then' if one is None else 'not made again'}")
        elif one != other:
            words.append(f"{path}: differs{_files(_listed(one, cache), folder / path)}")
    return words


def _listed(name: str, cache: Path) -> dict[str, str]:
    """Files of a folder and their hashes, by its hash; none where the cache lacks it."""
    try:
        rows = json.loads((cache / name[:2] / name[2:]).read_text(encoding="utf-8"))
        return {row["relpath"]: row["md5"] for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _files(before: Mapping[str, str], folder: Path) -> str:
    """Which files of a folder differ, in words; nothing where that is not on record."""
    if not before or not folder.is_dir():
        return ""
    there = {
        path.relative_to(folder).as_posix(): digest(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    names = sorted({*before, *there})
    changed = [name for name in names if before.get(name) != there.get(name)]
    more = f" and {len(changed) - 5} more" if len(changed) > 5 else ""
    return f" ({len(changed)} of {len(names)} files: {', '.join(changed[:5])}{more})"
