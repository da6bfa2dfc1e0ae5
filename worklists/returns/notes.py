"""A note for each returned file of which nothing could be taken, to go back with the file."""

from collections.abc import Iterable, Mapping
from pathlib import Path

NOTES = Path("returns/notes")
_NEXT = "Correct the cells named, save as an .xlsx workbook, and send the file back."


def write_notes(
    refused: Mapping[str, Iterable[str]], files: Iterable[Path], folder: Path = NOTES
) -> list[Path]:
    """Write a note for every refused file, and take away those of files that were taken since.

    Parameters
    ----------
    refused : mapping
        The faults of each file refused, by the name it goes by in messages.
    files : iterable of Path
        Every file of the command.
    folder : Path
        Made when absent; its files are for their owner alone, as the returned files are.
    """
    for path in files:
        _place(str(path), folder).unlink(missing_ok=True)
        _place(path.name, folder).unlink(missing_ok=True)
    written = []
    for name, faults in refused.items():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lines = [f"Nothing of {Path(name).name} was recorded.", ""]
        lines += [f"- {fault.removeprefix(name).lstrip(': ')}" for fault in faults]
        place = _place(name, folder)
        place.touch(mode=0o600)
        place.write_text("\n".join([*lines, "", _NEXT, ""]), encoding="utf-8")
        written.append(place)
    return written


def _place(name: str, folder: Path) -> Path:
    return folder / f"{'-'.join(Path(name).parts).strip('-/')}.txt"
