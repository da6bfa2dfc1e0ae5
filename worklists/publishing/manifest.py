"""What was published, and from what: hashes that let anyone check a file or repeat a run."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from contracts.files.content_hash import file_hash, files_of, joined_hash

VERSION = "countersign/manifest/1"
_CODE = frozenset({".py", ".yaml", ".json", ".html", ".css", ".js", ".sql"})
_NOT_CODE = frozenset({"__pycache__", "node_modules"})


@dataclass(frozen=True)
class ListsOrigin:
    """Where lists come from, each as a SHA-256; ``model`` is None where nothing was learned."""

    data: str
    code: str
    params: str
    model: str | None


def manifest(
    folder: Path, origin: ListsOrigin, *, teams: Sequence[tuple[str, str]], lists: Any
) -> dict[str, Any]:
    """The manifest of everything under ``folder``.

    Parameters
    ----------
    folder : Path
        The published folder, complete but for the manifest itself.
    origin : Origin
        Hashes of what the lists were made from.
    teams : sequence of (str, str)
        Each team and the name of its folder.
    lists : JSON value
        The content of ``lists.json``: how each list was cut and ranked.
    """
    files = {
        path.relative_to(folder).as_posix(): {
            "sha256": file_hash(path),
            "bytes": path.stat().st_size,
        }
        for path in files_of(folder)
    }
    named = [{"unit_id": unit, "folder": name} for unit, name in teams]
    made_from = asdict(origin)
    return {"manifest": VERSION, "made_from": made_from, "teams": named, "lists": lists} | {
        "files": files
    }


def code_hash(packages: Iterable[Path]) -> str:
    """SHA-256 of the names and contents of the code files of ``packages``.

    Caches and installed packages of the style sheet's build do not count, nor does git's state.
    """
    return joined_hash(
        (path.relative_to(package.parent).as_posix(), file_hash(path))
        for package in packages
        for path in files_of(package)
        if path.suffix in _CODE and not _NOT_CODE & set(path.parts)
    )
