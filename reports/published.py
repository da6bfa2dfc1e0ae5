"""Shares of counts as the pack publishes them, for pages and for spreadsheets alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from contracts.disclosure.counts import as_shown
from contracts.disclosure.edition import DisclosureControl
from contracts.disclosure.shares import protected_parts, shares_of
from contracts.disclosure.table import protect
from reports.words import capital
from worklists.publishing.figure_table import FigureTable, share_in_words

PARTS = ("found", "of")
SHARE = ("rate", "low95", "high95")


@dataclass(frozen=True)
class SharesTable:
    """Shares under disclosure control.

    Parameters
    ----------
    name : str
        Short, for a sheet.
    caption : str
        What the shares are.
    keys : tuple of str
        Headers of the columns that name a row.
    rows : frame
        ``keys``, then ``found, of, rate, low95, high95`` of ``protected_shares``.
    of, found : str
        What is counted beneath and above the line.
    counts : dict of frames
        Every count of the table as it is published, by name: what the next edition reads.
    grows : bool
        Whether counts can only grow from edition to edition, so that two can be subtracted.
    """

    name: str
    caption: str
    keys: tuple[str, ...]
    rows: pd.DataFrame
    of: str
    found: str
    counts: dict[str, pd.DataFrame]
    grows: bool = True

    def figure_table(self) -> FigureTable:
        """As a page shows it: the row's name in one cell."""
        rows = tuple(
            (
                capital(", ".join(str(one[key]) for key in self.keys)),
                as_shown(one["of"]),
                as_shown(one["found"]),
                share_in_words(*(one[part] for part in SHARE)),
            )
            for one in self.rows.to_dict("records")
        )
        first = ", ".join(self.keys).capitalize()
        columns = (first, self.of.capitalize(), self.found.capitalize(), "Share (95 % range)")
        return FigureTable(self.caption, columns, rows)


def edition_of(tables: Sequence[SharesTable]) -> dict[str, pd.DataFrame]:
    """Counts of tables that grow from edition to edition, by name: what the next one reads."""
    return {name: shown for table in tables if table.grows for name, shown in table.counts.items()}


def parts_table(
    name: str,
    caption: str,
    counts: pd.DataFrame,
    control: DisclosureControl,
    words: tuple[str, str],
) -> SharesTable:
    """As ``shares_table`` where the parts named by the last key add up to what stands elsewhere.

    Their counts are protected together with their totals, so that no part is what the others leave.
    """
    keys = [str(column) for column in counts.columns if column not in PARTS]
    texts = counts.astype(dict.fromkeys(keys, str))
    grid, together = _grid(texts, keys, counts["found"]).astype("int64"), f"{name} together"
    earlier, withheld = control.earlier.get(together), np.zeros(len(counts), dtype=bool)
    while True:
        table = shares_table(name, caption, counts, replace(control, withhold=withheld), words)
        without = table.rows["found"].isna().to_numpy()
        also = _grid(texts, keys, without).astype(bool)
        shown = protect(grid, control.rules, earlier, withhold=also)
        places = zip(texts[keys[0]], texts[keys[-1]], strict=True)
        withheld = np.array([pd.isna(shown.loc[place]) for place in places], dtype=bool)
        if (withheld <= without).all():
            return replace(table, counts=table.counts | {together: shown})


def _grid(texts: pd.DataFrame, keys: list[str], cells: Any) -> pd.DataFrame:
    """One row a value of the first key, one column a value of the last; 0 where there is none."""
    rows = texts.assign(cell=np.asarray(cells).astype("int64"))
    grid = rows.pivot_table(
        index=keys[0], columns=keys[-1], values="cell", aggfunc="sum", fill_value=0
    )
    return grid.rename_axis(index=None, columns=None)


def shares_table(
    name: str,
    caption: str,
    counts: pd.DataFrame,
    control: DisclosureControl,
    words: tuple[str, str],
) -> SharesTable:
    """Counts as shares that may be published, alone and beside the edition before.

    Parameters
    ----------
    counts : frame
        Columns that name a row, then ``found`` and ``of``.
    words : pair of str
        What ``of`` and ``found`` count.
    """
    keys = tuple(str(column) for column in counts.columns if column not in {"found", "of"})
    names = [" | ".join(map(str, row)) for row in counts[list(keys)].itertuples(index=False)]
    found, of = (pd.Series(counts[part].to_numpy(), names, dtype="int64") for part in PARTS)
    earlier = control.earlier.get(name)
    shown = protected_parts(found, of, control.rules, earlier, control.withhold)
    shares = shares_of(shown, control.rules)
    rows = pd.concat([counts[list(keys)].reset_index(drop=True), shares], axis=1)
    return SharesTable(name, caption, keys, rows, *words, counts={name: shown.set_axis(names)})


def count_found(rows: pd.DataFrame, keys: list[str], found: str) -> pd.DataFrame:
    """``of`` and ``found`` by ``keys``: rows where ``found`` is recorded, and where it is true.

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [1, 1, 2], "late": pd.array([True, None, False], "boolean")})
    >>> count_found(rows, ["year"], "late").to_dict("list")
    {'year': [1, 2], 'found': [1, 0], 'of': [1, 1]}
    """
    recorded = rows.dropna(subset=[*keys, found])
    groups = recorded.assign(counted=recorded[found].astype("int64")).groupby(keys, sort=True)
    counts = groups["counted"].agg(found="sum", of="size").reset_index()
    return counts.astype({"found": "int64", "of": "int64"})
