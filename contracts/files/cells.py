"""Cells as every format and every table gives them: exact text, blanks that are blanks."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from contracts.errors import InputError
from contracts.files.dialect import CONTROLS, visible
from contracts.findings import first_rows

# what other programs write for "nothing"; NA, NIL and none are values that people mean
NULL_WORDS = (
    *("NULL", "null", "Null", "(null)", "(NULL)", r"\N", "None", "NaN", "nan", "NaT", "<NA>"),
    *("n/a", "N/A", "#N/A", "#NULL!", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!"),
)
WHOLE_WITH_POINT = r"^([+-]?\d+)\.0+$"
SPREADSHEET_POWER = r"^[+-]?\d(?:[.,]\d+)?[eE]\+\d+$"
EXACT = 2.0**53  # the largest whole number that a float holds exactly, as all below it


def cleaned(column: pa.ChunkedArray, blank: tuple[str, ...]) -> tuple[pa.ChunkedArray, int, int]:
    """A column without unseen characters and with blanks as missing values.

    Parameters
    ----------
    column : ChunkedArray
        As read; only columns of text are changed.
    blank : tuple of str
        Words that mean "not recorded" in this source, beside :data:`NULL_WORDS`.

    Returns
    -------
    ChunkedArray, int, int
        The column, how many cells lost unseen characters, how many held a null word.
    """
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_decimal(column.type):
        return column.cast(pa.string()), 0, 0
    if pa.types.is_floating(column.type):
        return column.cast(pa.float64()), 0, 0
    if pa.types.is_string_view(column.type):
        column = column.cast(pa.string())
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column, 0, 0
    seen = _seen(column)
    hidden = 0 if seen is column else pc.sum(pc.not_equal(seen, column)).as_py() or 0
    text = pc.utf8_trim_whitespace(seen)
    nulls = pc.is_in(text, value_set=pa.array(NULL_WORDS, column.type))
    blanks = pc.is_in(text, value_set=pa.array(["", *blank], column.type))
    words = pc.and_(nulls, pc.invert(blanks))
    empty = pc.or_(nulls, blanks)
    filled = pc.if_else(empty, pa.scalar(None, column.type), text)
    return filled, hidden, pc.sum(words).as_py() or 0


def to_frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a frame in which whole numbers stay exact where some are blank."""
    whole = {pa.uint64(): pd.UInt64Dtype()}
    whole |= {kind: pd.Int64Dtype() for kind in (pa.int8(), pa.int16(), pa.int32(), pa.int64())}
    whole |= {kind: pd.Int64Dtype() for kind in (pa.uint8(), pa.uint16(), pa.uint32())}
    whole |= {pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(date_as_object=False, types_mapper=whole.get)
    return frame


def as_text(values: pd.Series) -> pd.Series:
    """Identifiers and codes as text; whole numbers without a point, whatever wrote them.

    Examples
    --------
    >>> list(as_text(pd.Series([7.0, 12.0])))
    ['7', '12']
    >>> list(as_text(pd.Series(["1234.0", "007", "7.50"])))
    ['1234', '007', '7.50']
    >>> list(as_text(pd.Series([4611686018427387905, None], dtype="Int64")))
    ['4611686018427387905', nan]
    """
    if pd.api.types.is_bool_dtype(values.dtype):
        return values.map({True: "true", False: "false"}).astype("str")
    if pd.api.types.is_float_dtype(values):
        present = values.dropna()
        if (present % 1 == 0).all() and (present.abs() < EXACT).all():
            values = values.astype("Float64").astype("Int64")
    text = values.astype("str").where(values.notna()).astype("str")
    return text.str.replace(WHOLE_WITH_POINT, r"\1", regex=True)


def refuse_lost_digits(file: str, columns: Mapping[str, pd.Series]) -> None:
    """Refuse identifiers whose last digits are gone.

    A spreadsheet writes ``1.05733E+11`` for a long number, and a float of Parquet holds sixteen
    digits: people with different numbers would become one.

    Raises
    ------
    InputError
        For every column of identifiers that holds such a number.
    """
    lost = {name: _lost_digits(values) for name, values in columns.items()}
    faults = [
        f"column '{name}': {mask.sum():,} of {len(mask):,} numbers have lost digits, as a "
        f"spreadsheet's 1.05733E+11 or a float has ({first_rows(rows_of(mask))})"
        for name, mask in lost.items()
        if mask.any()
    ]
    if faults:
        raise InputError(file, faults, "export the column as text, every digit written out")


def _lost_digits(values: pd.Series) -> pd.Series:
    if pd.api.types.is_float_dtype(values):
        return (values.abs() >= EXACT).fillna(False).astype(bool)
    if pd.api.types.is_numeric_dtype(values):
        return pd.Series(False, index=values.index)
    return values.astype("str").str.match(SPREADSHEET_POWER).fillna(False).astype(bool)


def rows_of(mask: pd.Series) -> list[int]:
    """Numbers of the marked rows, counted from 1."""
    return [int(position) + 1 for position in mask.to_numpy().nonzero()[0]]


def _seen(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Composed letters, and no character that is not seen."""
    if pc.all(pc.string_is_ascii(column)).as_py() is not False:
        has_controls = pc.any(pc.match_substring_regex(column, pattern=f"[{CONTROLS}]")).as_py()
        if not has_controls:
            return column
    encoded = column.combine_chunks().dictionary_encode()
    plain = [visible(cell) for cell in encoded.dictionary.to_pylist()]
    return pa.chunked_array([pa.array(plain, column.type).take(encoded.indices)])
