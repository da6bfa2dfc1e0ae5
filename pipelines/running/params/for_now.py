"""Parameters changed for one run, and put back after it, even where that run was ended halfway."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.running.outputs import whole
from pipelines.running.params.file import PARAMS_FILE, read_parameters

KEPT = ".params.yaml.{}.before"  # named by the hash of what stands in its place


@contextmanager
def changed_for_now(rank: dict[str, str | int], path: Path = PARAMS_FILE) -> Iterator[None]:
    """Section ``rank`` of params.yaml with other values inside the block, as it was after it.

    Raises
    ------
    InputError
        If the file does not fit its ranges, before the change or with it.
    """
    from ruamel.yaml import YAML

    read_parameters(path)
    before = path.read_bytes()
    yaml = YAML()
    content = yaml.load(before.decode("utf-8"))
    content["rank"].update(rank)
    changed = path.with_name(f".{path.name}.changed")
    try:
        yaml.dump(content, changed)
        with whole(_kept(path, changed), private=False) as unfinished:
            unfinished.write_bytes(before)
        changed.replace(path)
        read_parameters(path)
        yield
    finally:
        changed.unlink(missing_ok=True)
        restore_parameters(path)


def restore_parameters(path: Path = PARAMS_FILE) -> None:
    """Put params.yaml back as it was before a run that changed it for its own time.

    A file that was edited since stays as it is.
    """
    kept = _kept(path, path) if path.is_file() else None
    if kept is not None and kept.is_file():
        kept.replace(path)
    for other in path.parent.glob(KEPT.format("*")):
        other.unlink()


def _kept(path: Path, changed: Path) -> Path:
    return path.with_name(KEPT.format(hashlib.sha256(changed.read_bytes()).hexdigest()[:16]))
