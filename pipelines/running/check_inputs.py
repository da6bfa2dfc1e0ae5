"""Names the input of a stage that is missing, damaged, or not what an earlier stage wrote."""

import json
import traceback
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from contracts.errors import InputError
from contracts.files.signature import check, public_key
from pipelines.running.lock import damaged, recorded
from pipelines.running.row_counts import row_faults

MODEL = "model.skops"
NEXT = "make run: what is missing or differs is made again"
DISK: tuple[str, ...] = (
    "No space left",
    "File too large",
    "Read-only file system",
    "Permission denied",
)
DISK += ("Disk quota exceeded", "Not a directory", "Input/output error")
ROOM = "make room on the disk, or let this account write in data; then make run"


def check_inputs(stage: str, inputs: Mapping[str, Path]) -> None:
    """Refuse inputs that are missing, differ from dvc.lock, do not fit, or an unsigned model.

    Parameters
    ----------
    stage : str
    inputs : mapping of Path
        By the names of the stage's options.

    Raises
    ------
    InputError
        With every input at fault.
    """
    paths = list(inputs.values())
    faults = [f"there is no {path}" for path in paths if not path.exists()]
    differing = damaged(paths)
    faults += [f"{path} is not what dvc.lock says was written" for path in differing]
    faults += _unsigned_models([path for path in paths if path not in differing])
    faults += [] if faults else row_faults(inputs)
    if faults:
        raise InputError(f"stage {stage}", faults, NEXT)


def explain(
    stage: str, fault: Exception, inputs: Mapping[str, Path], *, vouched: bool = True
) -> InputError | None:
    """A refusal in words for what is no fault of the code, None where it may be one.

    That is a disk that is full or not to be written, an input that cannot be read, or, for a stage
    (``vouched``), one that no stage of dvc.lock wrote. What the fault itself says is not repeated:
    it may hold part of a record.
    """
    for words in (getattr(fault, "strerror", None) or "", str(fault)):
        named = [word for word in DISK if word in words]
        if named:
            return InputError(f"stage {stage}", [f"an output was not written: {named[0]}"], ROOM)
    faults = unreadable(list(inputs.values()))
    others = [str(path) for path in inputs.values() if path not in recorded()]
    if vouched and others and not faults:
        place = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{type(fault).__name__} at {Path(place.filename).name}:{place.lineno}"
        faults = [f"dvc.lock does not vouch for {', '.join(others)}; reading them ended in {where}"]
    return InputError(f"stage {stage}", faults, NEXT) if faults else None


def _unsigned_models(paths: Sequence[Path]) -> list[str]:
    """A sentence for each folder with a model that is not as the key here signed it.

    A model is code in effect: whoever changes it and writes its hash into dvc.lock is stopped too.
    """
    folders = [path for path in paths if (path / MODEL).is_file()]
    words = {path: check(path, public_key()).word for path in folders}
    return [
        f"{path} is {word}: python -m pipelines.verify {path} says more"
        for path, word in words.items()
        if word != "whole"
    ]


def unreadable(paths: Sequence[Path]) -> list[str]:
    """One sentence for each file at or below ``paths`` that is not of the form its name says."""
    files = [file for path in paths for file in (path, *path.rglob("*")) if file.is_file()]
    faults = []
    for file in files:
        try:
            _READ.get(file.suffix, Path.read_bytes)(file)
        except Exception as fault:  # noqa: BLE001 - each library has its own
            reason = str(fault).split("\n", maxsplit=1)[0][:80]
            faults.append(f"{file} is damaged: {type(fault).__name__}: {reason}")
    return faults


def _read_parquet(path: Path) -> object:
    import pyarrow.parquet as pq

    return pq.read_table(path)


def _read_json(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8"))


def _read_archive(path: Path) -> object:
    with zipfile.ZipFile(path) as archive:
        broken = archive.testzip()
    if broken is not None:
        raise zipfile.BadZipFile(f"{broken} fails its checksum")
    return None


def _read_text(path: Path) -> object:
    return path.read_text(encoding="utf-8")


_READ: Mapping[str, Callable[[Path], object]] = {
    ".parquet": _read_parquet,
    ".json": _read_json,
    ".skops": _read_archive,
    ".csv": _read_text,
}
