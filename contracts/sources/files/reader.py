"""Reads the columns a profile mentions from one file: CSV as text, Parquet with its types."""

import difflib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from contracts.errors import InputError
from contracts.findings import Finding, found
from contracts.sources.files.dialect import FALLBACK, Written, settle
from contracts.sources.profile.schema import Dialect

ENDINGS = (".csv", ".tsv", ".txt", ".parquet")


@dataclass(frozen=True)
class DataFile:
    """A file of records whose columns are known and whose rows are not read yet.

    ``columns`` are the names in the file, less blanks around them.
    """

    path: Path
    columns: tuple[str, ...]
    written: Written | None

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
            columns, written = tuple(pq.read_schema(path).names), None
        else:
            written = settle(path, dialect)
            columns = written.header
    except (pa.ArrowException, UnicodeError, LookupError, OSError) as fault:
        raise _unreadable(path, fault) from None
    twice = [column for column, count in Counter(columns).items() if count > 1 and column]
    if not any(columns):
        raise InputError(path.name, ["no header: the file is empty"], "correct the extract")
    if twice:
        faults = [f"column '{column}' is there more than once" for column in twice]
        raise InputError(path.name, faults, "correct the extract's header")
    return DataFile(path, columns, written)


def read(
    file: DataFile, columns: Collection[str], *, blank: Iterable[str], table: str
) -> tuple[pd.DataFrame, list[Finding]]:
    """The named columns of ``file`` with ``row``, its 1-based data row, in front.

    Cells of text lose blanks around them; those that are then empty or one of ``blank`` are
    missing values. A row with too few or too many cells is kept, empty, and is a finding.
    """
    wanted = [column for column in file.columns if column in columns]
    written = file.written
    try:
        if written is None:
            ragged: list[int] = []
            cells = pq.read_table(file.path, columns=wanted)
        else:
            cells, ragged, written = _csv(file.path, written, wanted)
    except (pa.ArrowException, UnicodeError, OSError) as fault:
        raise _unreadable(file.path, fault) from None
    tokens = pa.array(["", *blank], pa.string())
    cleaned = [_cleaned(cells.column(name), tokens) for name in wanted]
    frame = pa.table(cleaned, names=wanted).to_pandas(date_as_object=False)
    findings = _findings(file, ragged, table)
    if written is not None and written.guessed:
        told = f"{file.name} is not UTF-8 and its profile declares no encoding: read as {FALLBACK}"
        findings.append(found(table, "encoding_guessed", told))
    return _with_rows(frame, ragged), findings


def near(name: str, known: Iterable[str]) -> str:
    """The known names that look like ``name``, for a message; all of them where none does."""
    names = [one for one in known if one]
    found = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    return f"; near: {', '.join(found)}" if found else f"; there are: {', '.join(names[:12])}"


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
    found: list[int | None] = []
    table = _arrow(path, written, wanted, threads=True, found=found)
    if found:  # row numbers are known only where one thread reads
        found.clear()
        table = _arrow(path, written, wanted, threads=False, found=found)
    return table, [number - 1 - written.skip for number in found if number is not None]


def _arrow(
    path: Path, written: Written, wanted: list[str], *, threads: bool, found: list[int | None]
) -> pa.Table:
    def skip(row: Any) -> str:
        found.append(row.number)
        return "skip"

    return pyarrow.csv.read_csv(
        path,
        read_options=pyarrow.csv.ReadOptions(
            column_names=list(written.header),
            skip_rows=written.skip + 1,
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


def _cleaned(column: pa.ChunkedArray, tokens: pa.Array) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    trimmed = pc.utf8_trim_whitespace(column)
    is_blank = pc.is_in(trimmed, value_set=tokens.cast(column.type))
    return pc.if_else(is_blank, pa.scalar(None, column.type), trimmed)


def _with_rows(frame: pd.DataFrame, ragged: list[int]) -> pd.DataFrame:
    if not ragged:
        return frame.assign(row=pd.RangeIndex(1, len(frame) + 1))[["row", *frame.columns]]
    total = len(frame) + len(ragged)
    rows = pd.RangeIndex(1, total + 1)
    kept = frame.set_axis(rows[~rows.isin(ragged)], axis=0)
    return kept.reindex(rows).rename_axis("row").reset_index()


def _findings(file: DataFile, ragged: list[int], table: str) -> list[Finding]:
    told = f"not {len(file.columns)} cells, as the header has"
    return [found(table, "ragged_row", told, row=row) for row in ragged]


def _unreadable(path: Path, fault: Exception) -> InputError:
    told = f"not readable ({type(fault).__name__})"
    step = "check the file, and 'dialect' in the profile (delimiter, encoding)"
    return InputError(path.name, [told], step)
