"""How a CSV file is written: found out from its first bytes, unless the profile says it."""

import codecs
import csv
import re
import unicodedata
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator

SAMPLE = 1 << 18
DELIMITERS = ",;\t|"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "windows-1252"
# control, zero-width and direction characters: they are not seen, and part names that look alike
CONTROLS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f"
INVISIBLE = f"[{CONTROLS}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"


def _codec(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        raise ValueError("the name of an encoding, as utf-8") from None
    return name


def _one_character(mark: str) -> str:
    if len(mark) != 1:
        raise ValueError("one character")
    return mark


def _zone(name: str) -> str:
    if name not in zoneinfo.available_timezones():
        raise ValueError("the name of a time zone, as Europe/London")
    return name


@dataclass(frozen=True)
class Dialect:
    """How the CSV files of a source are written; what is left out is found out.

    ``timezone`` is where days begin and end: moments given in UTC are read as days there.
    """

    delimiter: Annotated[str, AfterValidator(_one_character)] | None = None
    encoding: Annotated[str, AfterValidator(_codec)] | None = None
    decimal: Literal[".", ","] | None = None
    dates: Literal["dmy", "mdy"] | None = None
    timezone: Annotated[str, AfterValidator(_zone)] = "Europe/London"


@dataclass(frozen=True)
class Written:
    """A CSV file's dialect and header, settled.

    Parameters
    ----------
    header : tuple of str
        Names of the columns; a line break inside a name is read as a space.
    skip : int
        Lines of the file before the first data row, those of the header among them.
    guessed : bool
        Whether the encoding is only the likeliest.
    empty : bool
        Whether no row follows the header.
    """

    header: tuple[str, ...]
    delimiter: str
    encoding: str
    guessed: bool
    skip: int
    empty: bool


def settle(path: Path, dialect: Dialect) -> Written:
    """What the first bytes of ``path`` say, where ``dialect`` does not.

    A spreadsheet's first line ``sep=;`` names the delimiter and is skipped. A file that is not
    UTF-8 and whose dialect names no encoding is read as Windows-1252.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    encoding = dialect.encoding or _encoding(sample)
    lines = _lines(_decoded(sample, encoding))
    skip = 0
    delimiter = dialect.delimiter
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        skip, delimiter = 1, delimiter or lines[0].strip()[-1]
    delimiter = delimiter or _delimiter(lines[skip] if len(lines) > skip else "")
    header, used = _header(lines[skip:], delimiter)
    return Written(
        header=header,
        delimiter=delimiter,
        encoding=encoding,
        guessed=encoding == FALLBACK and dialect.encoding is None,
        skip=skip + used,
        empty=len(sample) < SAMPLE and not "".join(lines[skip + used :]).strip(),
    )


def plain_name(name: str) -> str:
    r"""A column's name without line breaks, doubled spaces and characters that are not seen.

    Examples
    --------
    >>> plain_name("Rated\non \u200b")
    'Rated on'
    """
    return " ".join(visible(name).split())


def visible(text: str) -> str:
    """The text with composed letters and without characters that are not seen."""
    return re.sub(INVISIBLE, "", unicodedata.normalize("NFC", text))


def _header(lines: list[str], delimiter: str) -> tuple[tuple[str, ...], int]:
    """The names of the columns, and how many lines of the file they take."""
    reader = csv.reader(lines, delimiter=delimiter)
    names = next(reader, [])
    return tuple(plain_name(name) for name in names), max(reader.line_num, 1)


def _lines(text: str) -> list[str]:
    """Lines as files end them; a form feed or a line separator is part of a line."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def _encoding(sample: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
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
