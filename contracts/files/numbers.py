"""Numbers with decimal commas and thousands marks: one decision for a whole column."""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

import pandas as pd

from contracts.errors import InputError
from contracts.files.dialect import Dialect
from contracts.files.reader import DataFile

Mark = Literal[".", ","]
SPACED = r"^[+-]?\d{1,3}(?:[ '\u2019\u00a0\u2009\u202f]\d{3})+(?:[.,]\d*)?%?$"
DECIMAL = {  # a number whose decimal mark is certain by itself, by that mark
    mark: re.compile(
        rf"[+-]?(?:\d{{1,3}}(?:\{group}\d{{3}})+\{mark}\d*|\d{{1,3}}(?:\{group}\d{{3}}){{2,}}"
        rf"|0*\{mark}\d+|\d{{4,}}\{mark}\d*|\d+\{mark}(?:\d{{1,2}}|\d{{4,}})?)%?"
    )
    for mark, group in ((".", ","), (",", "."))
}
EITHER = re.compile(r"[+-]?\d{1,3}([.,])\d{3}%?")
NEXT = "say 'dialect: {decimal: \".\"}' or 'dialect: {decimal: \",\"}' in the profile"


def with_plain_numbers(
    frame: pd.DataFrame, names: Iterable[str], file: DataFile, dialect: Dialect
) -> pd.DataFrame:
    """The rows of ``file`` with those of the named columns it has as plain numbers.

    Raises
    ------
    InputError
        Where the file may mean either of two numbers; see :func:`plain_numbers`.
    """
    columns = {name: frame[name] for name in dict.fromkeys(names) if name in frame}
    delimiter = file.written.delimiter if file.written else None
    try:
        plain = plain_numbers(columns, decimal=dialect.decimal, delimiter=delimiter)
    except InputError as question:
        raise InputError(file.name, question.faults, question.next_step) from None
    return frame.assign(**plain)


def plain_numbers(
    columns: Mapping[str, pd.Series], *, decimal: Mark | None, delimiter: str | None
) -> dict[str, pd.Series]:
    """Columns of numbers as texts with a decimal point and no thousands marks.

    The marks are decided once a column: by ``decimal`` where the profile says it, else by what
    the column's own cells prove. Cells that are no numbers stay as they are.

    Parameters
    ----------
    columns : mapping of Series
        Texts by the name of their column; columns of another type stay as they are.
    decimal : "." or "," or None
        As the profile says, None where it does not.
    delimiter : str or None
        What parts the cells of the file, None for Parquet. Where it is neither a semicolon nor a
        tab, a point in front of three digits is a decimal point.

    Raises
    ------
    InputError
        If a column's marks may mean either, or contradict each other: all such columns.

    Examples
    --------
    >>> texts = {"arrears": pd.Series(["1.250,50", "87,20", "900", "2.341"])}
    >>> list(plain_numbers(texts, decimal=None, delimiter=";")["arrears"])
    ['1250.50', '87.20', '900', '2341']
    """
    points = decimal is None and delimiter not in (";", "\t")
    settled, faults = {}, []
    for name, values in columns.items():
        settled[name] = values
        if isinstance(values.dtype, pd.StringDtype) and _is_marked(values, points=points):
            settled[name], unsettled = _one_column(values, decimal, points=points)
            if unsettled:
                faults.append(_question(name, unsettled))
    if faults:
        raise InputError("numbers", faults, NEXT)
    return settled


def _is_marked(values: pd.Series, *, points: bool) -> bool:
    """Whether any cell holds a mark that may not be a decimal point."""
    pattern = r"[,\s'\u2019]|\..*\." if points else r"[.,\s'\u2019]"
    return bool(values.str.contains(pattern).any())


def _one_column(
    values: pd.Series, decimal: Mark | None, *, points: bool
) -> tuple[pd.Series, list[str]]:
    """The column with decimal points, and those of its cells that may mean either."""
    text = _without_spaces(values)
    different = [str(cell) for cell in text.dropna().unique()]
    certain = {cell: mark for cell in different if (mark := _certain(cell))}
    unsettled = [cell for cell in different if cell not in certain and EITHER.fullmatch(cell)]
    marks = set(certain.values())
    mark = decimal or (next(iter(marks)) if len(marks) == 1 else None)
    if decimal is None and points and any("." in cell for cell in unsettled):
        mark = "." if "," not in marks and not any("," in cell for cell in unsettled) else None
        mark = mark or ("." if marks == {"."} else None)
    if mark is None and unsettled:
        return values, unsettled
    plain = {cell: _with_point(cell, certain.get(cell, mark)) for cell in different}
    return text.map(plain, na_action="ignore").astype("str"), []


def _certain(cell: str) -> Mark | None:
    """The decimal mark that a cell proves by itself: ``36,5``, ``1.250,50``, ``1,234,567``."""
    for mark, pattern in DECIMAL.items():
        if pattern.fullmatch(cell):
            return mark  # type: ignore[return-value]
    return None


def _with_point(cell: str, mark: Mark | None) -> str:
    if mark is None or not (EITHER.fullmatch(cell) or _certain(cell)):
        return cell
    group = "," if mark == "." else "."
    return cell.replace(group, "").replace(mark, ".")


def _without_spaces(values: pd.Series) -> pd.Series:
    spaced = values.str.match(SPACED).fillna(False).astype(bool)
    if not spaced.any():
        return values
    return values.mask(spaced, values.str.replace(r"[ '\u2019\u00a0\u2009\u202f]", "", regex=True))


def _question(name: str, unsettled: list[str]) -> str:
    marks = " and ".join(f"'{mark}'" for mark in ",." if any(mark in cell for cell in unsettled))
    return (
        f"column '{name}': {marks} in front of three digits may part thousands or decimals in "
        f"{len(unsettled):,} different cells, and no other cell settles which"
    )
