"""Columns built all at once: identifiers, closed-list values, lists, dates. Nothing row by row."""

from collections.abc import Mapping, Sequence
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MINUTES_A_DAY = 1440


def identifiers(prefix: str, numbers: Ints, width: int) -> "pd.Series[str]":
    """``prefix`` and the number with leading zeros, as text.

    Examples
    --------
    >>> identifiers("P", np.array([7, 42]), width=4).tolist()
    ['P0007', 'P0042']
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    digits = pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width, "0")
    return text(pc.binary_join_element_wise(prefix, digits, ""))


def chosen(codes: Ints, values: Sequence[str]) -> "pd.Series[str]":
    """The value at each code; a negative code is a blank.

    Examples
    --------
    >>> chosen(np.array([1, 0, -1]), ("low", "medium")).tolist()
    ['medium', 'low', nan]
    """
    import pyarrow as pa

    return text(pa.array(list(values), pa.string()).take(pa.array(codes, mask=codes < 0)))


def text(values: object) -> "pd.Series[str]":
    """An Arrow array of text as a column."""
    return pd.Series(pd.array(values, dtype="str"))  # type: ignore[call-overload]


def lists(present: Mapping[str, Flags]) -> "pd.Series[list[str]]":
    """The names that are present in each row, as a list.

    Examples
    --------
    >>> lists({"police": np.array([True, False]), "court": np.array([True, True])})[0].tolist()
    ['police', 'court']
    """
    import pyarrow as pa

    matrix = np.column_stack(list(present.values()))
    ends = np.concatenate([[0], np.cumsum(matrix.sum(axis=1))])
    names = pa.array(list(present)).take(pa.array(np.nonzero(matrix)[1]))
    arrays = pa.ListArray.from_arrays(pa.array(ends, pa.int32()), names)
    return pd.Series(arrays.to_pandas().to_numpy())


def dates(days: Ints, *, present: Flags | None = None) -> "pd.Series[pd.Timestamp]":
    """Days since 1970 as dates; blank where not ``present``."""
    stamps = days.astype("datetime64[D]").astype("datetime64[us]")
    if present is not None:
        stamps = np.where(present, stamps, np.datetime64("NaT", "us"))
    return pd.Series(stamps)


def recorded(days: Ints, rng: np.random.Generator) -> "pd.Series[pd.Timestamp]":
    """The moment of recording: a working hour of each day."""
    minutes = days * MINUTES_A_DAY + rng.integers(8 * 60, 18 * 60, len(days))
    return pd.Series(minutes.astype("datetime64[m]").astype("datetime64[us]"))


def whole_numbers(values: Floats) -> "pd.Series[int]":
    """Floats without fractions as whole numbers; NaN as a blank."""
    return pd.Series(values).astype("Int64")


def yes_no(values: Flags, *, present: Flags | None = None) -> "pd.Series[bool]":
    """Flags as a column; blank where not ``present``."""
    column = pd.Series(values).astype("boolean")
    return column if present is None else column.mask(pd.Series(~present))


def blanked(values: Floats | Ints, share: float, rng: np.random.Generator) -> Floats:
    """The values with about ``share`` of them left blank."""
    return np.where(rng.random(len(values)) < share, np.nan, values)


def loaded(rng: np.random.Generator, factor: Floats, *, rate: float, loading: float) -> Flags:
    """Flags of frequency ``rate`` whose hidden cause shares ``loading`` with ``factor``."""
    unique = np.sqrt(1 - loading**2) * rng.standard_normal(len(factor))
    return np.asarray(loading * factor + unique > NormalDist().inv_cdf(1 - rate), dtype=np.bool_)


def pick(rng: np.random.Generator, shares: Floats) -> Ints:
    """A code a row, drawn with that row's shares (rows need not sum to 1)."""
    ladder = np.cumsum(shares, axis=1)
    draw = rng.random((len(shares), 1)) * ladder[:, -1:]
    return np.asarray((draw > ladder).sum(axis=1), dtype=np.int64)
