"""Counts the records of a CSV file by its physical lines, apart from whoever parses it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import InputError
from contracts.files.dialect import Written

MANY_LINES = 50  # line breaks in one cell; notes of a real service have fewer
NEXT = "close the quote at that line, or export the file again with its quotes doubled"


@dataclass(frozen=True)
class Records:
    """``count`` records; ``long`` are numbers of rows with a cell of many line breaks."""

    count: int
    long: tuple[int, ...]


@dataclass
class _Open:
    """A quoted cell that goes on: the line and row it began in, and lines it took since."""

    line: int
    row: int
    lines: int = 0
    like_records: int = 0


def count_records(path: Path, written: Written) -> Records:
    """The records of the file at ``path``, blank lines left out.

    Raises
    ------
    InputError
        If a quote is open at the end of the file, or a quoted cell takes in lines that are
        records themselves: it names the line where the first such cell begins.
    """
    lines = _data_lines(path, written)
    scan = _Scanner(written)
    for number, line in lines:
        scan.add(number, line)
    scan.close(path.name)
    return Records(scan.count, tuple(scan.long))


class _Scanner:
    """Follows quotes from line to line."""

    def __init__(self, written: Written) -> None:
        cell = re.escape(written.delimiter)
        quoted, plain = f'"(?:[^"]++|"")*+"[^{cell}]*+', f'(?:[^"{cell}][^{cell}]*+)?'
        rest = f"(?:{cell}(?:{quoted}|{plain}))*+"
        self._whole = re.compile(f"(?:{quoted}|{plain}){rest}")
        self._after_quote = re.compile(f"[^{cell}]*+{rest}")
        self._within = re.compile('(?:[^"]++|"")*+')
        self._delimiter, self._cells = written.delimiter, len(written.header)
        self._open: _Open | None = None
        self.count = 0
        self.long: list[int] = []
        self.faults: list[str] = []

    def add(self, number: int, line: str) -> None:
        """The next line of the file, without its end."""
        if self._open is None:
            if line:
                self.count += 1
                if '"' in line and not self._whole.fullmatch(line):
                    self._open = _Open(number, self.count)
            return
        end = self._within.match(line).end()  # type: ignore[union-attr]
        cell = self._open
        cell.lines += 1
        cell.like_records += line.count(self._delimiter) >= max(self._cells - 1, 2)
        if end == len(line):
            return
        self._judge()
        opens_again = not self._after_quote.fullmatch(line[end + 1 :])
        self._open = _Open(number, self.count) if opens_again else None

    def close(self, name: str) -> None:
        """Refuse what no record should hold."""
        if self._open is not None:
            self.faults.append(
                f"line {self._open.line:,}: a quote opens and never closes; the "
                f"{self._open.lines:,} lines after it are no records"
            )
        if self.faults:
            raise InputError(name, self.faults[:5], NEXT)

    def _judge(self) -> None:
        cell = self._open
        if cell is None:
            return
        if cell.like_records > 1:
            self.faults.append(
                f"line {cell.line:,}: a quoted cell takes in {cell.like_records:,} lines that are "
                "records themselves"
            )
        if cell.lines > MANY_LINES:
            self.long.append(cell.row)


def _data_lines(path: Path, written: Written) -> Iterator[tuple[int, str]]:
    """Lines after the header with their numbers in the file, counted from 1."""
    with path.open(encoding=written.encoding, errors="replace", newline="") as file:
        for number, line in enumerate(file, start=1):
            if number > written.skip:
                yield number, line.rstrip("\r\n")
