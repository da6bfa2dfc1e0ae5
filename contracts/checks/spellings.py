"""Values of closed lists, however they are spelled, read as the contract's own values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.files.cells import WHOLE_WITH_POINT
from contracts.table import Column

YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "t", "1"), "yes"),
    **dict.fromkeys(("no", "n", "false", "f", "0"), "no"),
}
ROSH_SPELLINGS = {
    **dict.fromkeys(("l", "rlrh"), "low"),
    **dict.fromkeys(("m", "rmrh"), "medium"),
    **dict.fromkeys(("h", "rhrh"), "high"),
    # one public interface documents very high with two letters changed places
    **dict.fromkeys(("v", "vh", "rvhr", "rvrh"), "very_high"),
    **dict.fromkeys(("n", "nc", "not_found", "unavailable", "not_applicable", "n/a"), ""),
}


# between two letters or figures, or after the last letter: "very-high", "layer 3", "High."
BESIDE_A_LETTER = r"(?<=[^\W\d_])[\s\-_./']+(?=\w|$)|(?<=\w)[\s\-_./']+(?=[^\W\d_])"
# a list printed by numpy, as data frames write it to CSV, has only spaces between its quotes
LISTS = (pd.ArrowDtype, pd.StringDtype)  # types of columns that hold lists, or texts of them
PARTED = r"""[|;,]|['"]\s+['"]"""


@dataclass(frozen=True)
class Read:
    """One column as read, row by row in the order given.

    ``unreadable`` marks values that were given and could not be read, ``respelled`` those read
    from another spelling, ``other`` those read as the list's catch-all.
    """

    cells: pd.Series
    unreadable: NDArray[np.bool_]
    respelled: NDArray[np.bool_]
    other: NDArray[np.bool_]


def plain(values: pd.Series, *, unreadable: NDArray[np.bool_] | None = None) -> Read:
    """Values that are read as they are written; ``unreadable`` marks those that cannot be."""
    none = np.zeros(len(values), dtype=bool)
    return Read(values, none if unreadable is None else unreadable, none, none)


def read_choice(values: pd.Series, column: Column) -> Read:
    """Values of an enum or a level; one that is not on the list stays as it was written.

    Examples
    --------
    >>> from contracts.levels import ROSH
    >>> rosh = Column("level", "level", meaning="", allowed=ROSH, aliases=ROSH_SPELLINGS)
    >>> list(read_choice(pd.Series(["Very High", "RVRH", "m", "low", "Medum"]), rosh).cells)
    ['very_high', 'very_high', 'medium', 'low', 'Medum']
    """
    lookup = _lookup(column.allowed, column.aliases)

    def read(text: str) -> str | None:
        return lookup.get(_key(text), column.otherwise or text) or None

    codes, texts = _parts(values)
    wanted = [read(text) for text in texts]
    listed = [_key(text) in lookup for text in texts]
    differs = [new != text for new, text in zip(wanted, texts, strict=True)]
    other = np.array([not there and bool(column.otherwise) for there in listed], dtype=bool)
    respelled = np.array(differs, dtype=bool) & np.array(listed, dtype=bool)
    spread = _spread(pd.Series(wanted, dtype="str"), codes, values.index)
    none = np.zeros(len(values), dtype=bool)
    return Read(spread, none, _rows_of(respelled, codes), _rows_of(other, codes))


def read_boolean(values: pd.Series, column: Column) -> Read:
    """Yes and no however written, as nullable booleans."""
    if pd.api.types.is_bool_dtype(values.dtype):
        return plain(values.astype("boolean"))
    lookup = _lookup((), YES_NO | dict(column.aliases))
    codes, texts = _parts(values)
    answers = [lookup.get(_key(text)) for text in texts]
    truth = pd.Series([None if not one else one == "yes" for one in answers], dtype="boolean")
    lost = np.array([one is None for one in answers], dtype=bool)
    return plain(_spread(truth, codes, values.index), unreadable=_rows_of(lost, codes))


def read_list(values: pd.Series, column: Column) -> Read:
    """Several values of a closed list, from a list or from text parted by ``|``, ``;`` or ``,``.

    An item that is not on the list is read as the catch-all, or left out and marked unreadable.

    Examples
    --------
    >>> codes = Column("codes", "list", meaning="", allowed=("F01", "F02"))
    >>> list(read_list(pd.Series(["F02|f01", "F09", None]), codes).cells)
    [['F01', 'F02'], [], <NA>]
    """
    lookup = _lookup(column.allowed, column.aliases)
    items = _items(values)
    codes, texts = _parts(items["item"])
    wanted = [lookup.get(_key(text), column.otherwise) for text in texts]
    listed = np.array([_key(text) in lookup for text in texts], dtype=bool)
    strange = np.zeros(len(values), dtype=bool)
    strange[items["place"][_rows_of(~listed, codes)]] = True
    read = items.assign(item=_spread(pd.Series(wanted, dtype="str"), codes, items.index))
    cells = _lists(read, blank=values.isna().to_numpy()).set_axis(values.index)
    none = np.zeros(len(values), dtype=bool)
    return Read(cells, *((none, none, strange) if column.otherwise else (strange, none, none)))


def _items(values: pd.Series) -> pd.DataFrame:
    """Each item of each cell, with the ``place`` of its cell; a lone quote is an item."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not (pd.api.types.is_object_dtype(values.dtype) or isinstance(values.dtype, LISTS)):
        values = values.astype("str").where(values.notna())
    cells = pa.array(values, from_pandas=True)
    cells = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    if not pa.types.is_list(cells.type):
        bare = pc.utf8_trim(cells.cast(pa.string()), characters="[](){} ")
        cells = pc.split_pattern_regex(bare, pattern=PARTED)
    parts = pc.utf8_trim(cells.flatten().cast(pa.string()), characters=" ")
    lone = pc.match_substring_regex(parts, pattern="^(?:'|\"|'\"|\"'|['\"]{3,})$")
    items = pc.if_else(lone, parts, pc.utf8_trim(parts, characters=" '\""))
    frame = pd.DataFrame({"place": pc.list_parent_indices(cells), "item": items.to_pandas()})
    return frame[frame["item"].fillna("") != ""].reset_index(drop=True)


def _lists(items: pd.DataFrame, *, blank: NDArray[np.bool_]) -> pd.Series:
    """The items of each cell as a list in order, each once; NA where the cell is ``blank``."""
    import pyarrow as pa

    usable = items[items["item"].notna() & (items["item"] != "")]
    settled = usable.drop_duplicates().sort_values(["place", "item"])
    counts = np.bincount(settled["place"], minlength=len(blank))
    ends = np.concatenate([[0], np.cumsum(counts)]).astype("int32")
    texts = pa.array(settled["item"], type=pa.string())
    lists = pa.ListArray.from_arrays(pa.array(ends), texts, mask=pa.array(blank))
    return pd.Series(pd.arrays.ArrowExtensionArray(lists))


def _text_of(value: object) -> str:
    """A cell as text; a whole number has no decimals, whatever column it came from."""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return re.sub(WHOLE_WITH_POINT, r"\1", str(value).strip())


def _key(text: str) -> str:
    """Case makes no difference, nor do spaces, hyphens and stops beside a letter.

    Signs beside a number stay: ``-1``, ``3?`` and ``<3`` are neither 1 nor 3.
    """
    return re.sub(BESIDE_A_LETTER, "", " ".join(text.split()).casefold())


def _lookup(allowed: Iterable[str], aliases: Mapping[str, str]) -> dict[str, str]:
    listed = {_key(value): value for value in allowed}
    return {_key(spelling): value for spelling, value in aliases.items()} | listed


def _parts(values: pd.Series) -> tuple[NDArray[np.intp], list[str]]:
    """Each different cell once: closed lists are short, columns are long."""
    codes, different = pd.factorize(values)
    texts = [_text_of(value) for value in different]
    blank = np.array([not text for text in texts], dtype=bool)
    return np.where(_rows_of(blank, codes), -1, codes), texts


def _spread(different: pd.Series, codes: NDArray[np.intp], index: pd.Index) -> pd.Series:
    spread = different.reindex(codes)
    spread.index = index
    return spread


def _rows_of(different: NDArray[np.bool_], codes: NDArray[np.intp]) -> NDArray[np.bool_]:
    rows: NDArray[np.bool_] = np.append(different, False)[codes]
    return rows
