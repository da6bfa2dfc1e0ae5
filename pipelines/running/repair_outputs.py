"""Before and after a run: outputs are what dvc.lock says, or they are made again."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from contracts.errors import InputError
from pipelines.running.lock import LOCK, damaged, digest, is_cut_short, recorded
from pipelines.running.outputs import remove

CACHE = Path(".dvc/cache/files/md5")
UNFINISHED = ".*.unfinished"


def run_whole(reproduce: Callable[[], int]) -> int:
    """The exit code of ``reproduce``, once every output is what its stage recorded.

    What was changed or damaged since it was written is taken away first, from the cache too, so
    that it is made again; what is still another thing afterwards is refused. A stage that was
    stopped or failed leaves what it had before.

    Raises
    ------
    InputError
        If an output differs from dvc.lock after it was made again.
    """
    if is_cut_short():
        LOCK.unlink()
        print("dvc.lock was cut short; it is written again, from the cache where that has the run")
    remove_unfinished()
    discard(damaged(recorded()))
    try:
        code = reproduce()
    finally:
        put_back()
    if code == 0 and (paths := damaged(recorded())):
        discard(paths)
        code = reproduce()
    paths = damaged(recorded()) if code == 0 else []
    if paths:
        faults = [f"{path} is not what its stage wrote" for path in paths]
        raise InputError(
            "make run", faults, "do not use the lists; look at the disk, and run again"
        )
    return code


def put_back() -> None:
    """Bring back what a stage that did not finish had: DVC takes outputs away before it runs one.

    What the cache does not hold stays away.
    """
    absent = [str(path) for path in recorded() if not path.exists()]
    if absent:
        dvc = str(Path(sys.executable).parent / "dvc")
        command = [dvc, "checkout", *absent]
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def remove_unfinished(project: Path = Path()) -> None:
    """Remove what runs that were killed had begun to write: it holds case data."""
    for path in (*project.glob(UNFINISHED), *sorted((project / "data").rglob(UNFINISHED))):
        remove(path)


def discard(paths: list[Path]) -> None:
    """Take outputs away, and what is damaged of them in the cache, and say so."""
    for path in paths:
        print(f"{path} is not what its stage wrote: it is made again")
        _clean_cache(recorded()[path])
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _clean_cache(name: str) -> None:
    """Remove a cached output whose content does not have its name, or that of one of its files."""
    for file in (_cached(name), *_listed(_cached(name))):
        whole = file.name.removesuffix(".dir")
        if file.is_file() and digest(file) != file.parent.name + whole:
            file.chmod(0o600)
            file.unlink()


def _cached(name: str) -> Path:
    return CACHE / name[:2] / name[2:]


def _listed(folder: Path) -> list[Path]:
    """The cached files of a cached folder."""
    if folder.suffix != ".dir" or not folder.is_file():
        return []
    try:
        rows = json.loads(folder.read_text(encoding="utf-8"))
    except ValueError:
        return []
    return [_cached(row["md5"]) for row in rows]
