"""How a CSV file is written: found out from its first bytes, unless the profile declares it."""

import codecs
import csv
from dataclasses import dataclass
from pathlib import Path

from contracts.sources.profile.schema import Dialect

SAMPLE = 1 << 18
DELIMITERS = ",;\t|"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "windows-1252"


@dataclass(frozen=True)
class Written:
    """A CSV file's dialect and header, settled. ``skip`` lines stand before the header.

    ``guessed`` is true where the encoding is only the likeliest, ``empty`` where no row follows.
    """

    header: tuple[str, ...]
    delimiter: str
    encoding: str
    guessed: bool
    skip: int
    empty: bool


def settle(path: Path, declared: Dialect) -> Written:
    """What the first bytes of ``path`` say, where ``declared`` does not.

    A spreadsheet's first line ``sep=;`` names the delimiter and is skipped. A file that is not
    UTF-8 and declares nothing is read as Windows-1252.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    encoding = declared.encoding or _encoding(sample)
    lines = _decoded(sample, encoding).splitlines(keepends=True)
    skip = 0
    delimiter = declared.delimiter
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        skip, delimiter = 1, delimiter or lines[0].strip()[-1]
    delimiter = delimiter or _delimiter(lines[skip] if len(lines) > skip else "")
    header = next(csv.reader(lines[skip:], delimiter=delimiter), [])
    return Written(
        header=tuple(name.strip() for name in header),
        delimiter=delimiter,
        encoding=encoding,
        guessed=encoding == FALLBACK and declared.encoding is None,
        skip=skip,
        empty=len(sample) < SAMPLE and not "".join(lines[skip + 1 :]).strip(),
    )


def _encoding(sample: bytes) -> str:
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return FALLBACK
    return "utf-8"


def _decoded(sample: bytes, encoding: str) -> str:
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    return text.removeprefix("\ufeff")


def _delimiter(line: str) -> str:
    """The candidate that parts the header into most names; a comma where none parts it."""
    return max(DELIMITERS, key=lambda one: len(next(csv.reader([line], delimiter=one), [])))
