"""Numbers written with a decimal comma."""

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from contracts.sources.files.reader import DataFile
from contracts.sources.profile.schema import Dialect

WITH_COMMA = r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d*"


def decimal_of(dialect: Dialect, files: Iterable[DataFile]) -> Literal[".", ","]:
    """The decimal mark: as declared, else a comma where a semicolon parts the cells."""
    if dialect.decimal:
        return dialect.decimal
    semicolons = all(file.written and file.written.delimiter == ";" for file in files)
    return "," if semicolons else "."


def with_points(text: pd.Series) -> pd.Series:
    """Texts of numbers with a decimal point; only those that hold a comma are rewritten.

    Examples
    --------
    >>> list(with_points(pd.Series(["36,5", "36.5", "1.250,50", "1,5,2", "about 1,5"])))
    ['36.5', '36.5', '1250.50', '1,5,2', 'about 1,5']
    """
    commas = text.str.fullmatch(WITH_COMMA).fillna(False).astype(bool)
    rewritten = text.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    return text.mask(commas, rewritten)
