"""Reads columns of one file: CSV as text, Parquet with its types; every record accounted for."""

import difflib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from contracts.errors import InputError
from contracts.files.cells import cleaned, to_frame
from contracts.files.dialect import FALLBACK, Dialect, Written, plain_name, settle
from contracts.files.records import MANY_LINES, Records, count_records
from contracts.findings import Finding, found
from contracts.identifying import shown_names

ENDINGS = (".csv", ".tsv", ".txt", ".parquet")
HEADER = "correct the extract's header"


@dataclass(frozen=True)
class DataFile:
    """A file of records whose columns are known and whose rows are not read yet.

    ``columns`` are the names in the file, less blanks around them; ``written`` is None for
    Parquet, whose own names are ``stored``.
    """

    path: Path
    columns: tuple[str, ...]
    written: Written | None
    stored: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, shown in messages."""
        return self.path.name


def open_file(path: Path, dialect: Dialect) -> DataFile:
    """The file at ``path``, its header read.

    Raises
    ------
    InputError
        If it has no header, names a column twice, or is not what its ending says.
    """
    try:
        if path.suffix.lower() == ".parquet":
            stored = tuple(pq.read_schema(path).names)
            file = DataFile(path, tuple(map(plain_name, stored)), None, stored)
        else:
            written = settle(path, dialect)
            file = DataFile(path, written.header, written)
    except (pa.ArrowException, UnicodeError, LookupError, OSError) as fault:
        raise _unreadable(path, fault) from None
    twice = [column for column, count in Counter(file.columns).items() if count > 1 and column]
    if not any(file.columns):
        raise InputError(path.name, ["no header: the file is empty"], "correct the extract")
    if twice:
        faults = [f"column '{name}' is there more than once" for name in shown_names(twice)]
        raise InputError(path.name, faults, HEADER)
    return file


def read(
    file: DataFile,
    columns: Collection[str],
    *,
    blank: Iterable[str],
    table: str,
    lists: Collection[str] = (),
) -> tuple[pd.DataFrame, list[Finding]]:
    """The named columns of ``file`` with ``row``, its 1-based data row, in front.

    Cells of text lose blanks around them and characters that are not seen; those that are then
    empty, a null word or one of ``blank`` are missing values. A row with too few or too many
    cells is kept, empty, and is a finding. Whole numbers of Parquet stay exact.

    Raises
    ------
    InputError
        If the file cannot be read whole, or a column of Parquet holds neither text, numbers,
        dates nor yes and no; those named in ``lists`` may hold lists of text.
    """
    wanted = [column for column in file.columns if column in columns]
    try:
        cells, ragged, findings = _cells(file, wanted, table)
    except (pa.ArrowException, UnicodeError, OSError) as fault:
        raise _unreadable(file.path, fault) from None
    _refuse_nested(file, cells, lists)
    settled = []
    for name in wanted:
        column, hidden, words = cleaned(cells.column(name), tuple(blank))
        settled.append(column)
        findings += _changes(table, name, hidden, words)
    frame = to_frame(pa.table(settled, names=wanted))
    return _with_rows(frame, ragged), findings


def near(name: str, names: Iterable[str]) -> str:
    """The ``names`` that look like ``name``, for a message; all of them where none does."""
    named = [one for one in names if one]
    alike = difflib.get_close_matches(name, named, n=3, cutoff=0.6)
    shown = ", ".join(shown_names(alike or named[:12]))
    return f"; near: {shown}" if alike else f"; there are: {shown}"


def _cells(
    file: DataFile, wanted: list[str], table: str
) -> tuple[pa.Table, list[int], list[Finding]]:
    """Rows that fit the header, numbers of data rows that do not, and what reading showed."""
    if file.written is None:
        stored = dict(zip(file.columns, file.stored, strict=True))
        cells = pq.read_table(file.path, columns=[stored[name] for name in wanted])
        return cells.rename_columns(wanted), [], []
    records = count_records(file.path, file.written)
    cells, ragged, written = _csv(file.path, file.written, wanted)
    _refuse_lost(file, records, len(cells) + len(ragged))
    findings = [
        found(table, "ragged_row", f"not {len(file.columns)} cells, as the header has", row=row)
        for row in ragged
    ]
    if records.long:
        detail = f"a cell of {len(records.long):,} rows has more than {MANY_LINES} line breaks"
        findings.append(found(table, "many_line_breaks", detail, row=records.long[0]))
    if written.guessed:
        detail = f"{file.name} is not UTF-8 and its profile names no encoding: read as {FALLBACK}"
        findings.append(found(table, "encoding_guessed", detail))
    return cells, ragged, findings


def _refuse_lost(file: DataFile, records: Records, rows: int) -> None:
    if rows != records.count:
        fault = f"{records.count:,} records stand in the file, and {rows:,} can be parted into rows"
        raise InputError(file.name, [fault], "export the file again, every quote in a cell doubled")


def _csv(path: Path, written: Written, wanted: list[str]) -> tuple[pa.Table, list[int], Written]:
    """Rows that fit the header, data row numbers of those that do not, the dialect that held."""
    if written.empty:
        return pa.table({name: pa.array([], pa.string()) for name in wanted}), [], written
    try:
        return *_parsed(path, written, wanted), written
    except pa.ArrowInvalid as fault:
        if written.encoding != "utf-8" or "UTF8" not in str(fault).upper().replace("-", ""):
            raise
    fallback = replace(written, encoding=FALLBACK, guessed=True)
    return *_parsed(path, fallback, wanted), fallback


def _parsed(path: Path, written: Written, wanted: list[str]) -> tuple[pa.Table, list[int]]:
    numbers: list[int | None] = []
    table = _arrow(path, written, wanted, threads=True, ragged=numbers)
    if numbers:  # row numbers are there only where one thread reads
        numbers.clear()
        table = _arrow(path, written, wanted, threads=False, ragged=numbers)
    return table, [number - written.skip for number in numbers if number is not None]


def _arrow(
    path: Path, written: Written, wanted: list[str], *, threads: bool, ragged: list[int | None]
) -> pa.Table:
    def skip(row: Any) -> str:
        ragged.append(row.number)
        return "skip"

    return pyarrow.csv.read_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(
            column_names=list(written.header),
            skip_rows=written.skip,
            encoding=written.encoding,
            use_threads=threads,
        ),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=written.delimiter, newlines_in_values=True, invalid_row_handler=skip
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            include_columns=wanted,
            column_types={name: pa.string() for name in wanted},
            strings_can_be_null=False,
        ),
    )


def _refuse_nested(file: DataFile, cells: pa.Table, lists: Collection[str]) -> None:
    faults = [
        f"column '{name}' holds {_kind(cells.column(name).type)}; allowed: text, numbers, dates, "
        "yes and no"
        for name in cells.column_names
        if not _is_plain(cells.column(name).type, as_list=name in lists)
    ]
    if faults:
        raise InputError(file.name, faults, "export the column as text")


def _is_plain(kind: pa.DataType, *, as_list: bool) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    if as_list and (types.is_list(kind) or types.is_large_list(kind)):
        kind = kind.value_type
    is_text = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
    is_number = types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind)
    is_day = types.is_date(kind) or types.is_timestamp(kind)
    return bool(types.is_null(kind) or is_text or is_number or is_day or types.is_boolean(kind))


def _kind(kind: pa.DataType) -> str:
    for name in ("struct", "map", "list", "binary", "time", "duration"):
        if name in str(kind):
            return {"list": "lists", "struct": "structs", "map": "maps"}.get(name, name)
    return str(kind)


def _changes(table: str, column: str, hidden: int, words: int) -> list[Finding]:
    findings = []
    if hidden:
        detail = f"{hidden:,} cells: characters that are not seen, or not composed, were taken out"
        findings.append(found(table, "unseen_characters", detail, column=column))
    if words:
        detail = f"{words:,} cells hold a word for nothing (as NULL, None or \\N)"
        findings.append(found(table, "null_words", detail, column=column))
    return findings


def _with_rows(frame: pd.DataFrame, ragged: list[int]) -> pd.DataFrame:
    if not ragged:
        return frame.assign(row=pd.RangeIndex(1, len(frame) + 1))[["row", *frame.columns]]
    total = len(frame) + len(ragged)
    rows = pd.RangeIndex(1, total + 1)
    kept = frame.set_axis(rows[~rows.isin(ragged)], axis=0)
    return kept.reindex(rows).rename_axis("row").reset_index()


def _unreadable(path: Path, fault: Exception) -> InputError:
    step = "check the file, and 'dialect' in the profile (delimiter, encoding)"
    return InputError(path.name, [f"not readable ({type(fault).__name__})"], step)
