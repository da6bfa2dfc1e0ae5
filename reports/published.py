"""Shares of counts as the pack publishes them, for pages and for spreadsheets alike."""

from dataclasses import dataclass, replace

import pandas as pd

from contracts.disclosure.counts import as_shown
from contracts.disclosure.rules import DisclosureRules
from contracts.disclosure.shares import protected_shares
from contracts.disclosure.table import protect
from worklists.publishing.figure_table import FigureTable, share_in_words

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
    """

    name: str
    caption: str
    keys: tuple[str, ...]
    rows: pd.DataFrame
    of: str
    found: str

    def figure_table(self) -> FigureTable:
        """As a page shows it: the row's name in one cell."""
        rows = tuple(
            (
                ", ".join(str(one[key]) for key in self.keys),
                as_shown(one["of"]),
                as_shown(one["found"]),
                share_in_words(*(one[part] for part in SHARE)),
            )
            for one in self.rows.to_dict("records")
        )
        first = ", ".join(self.keys).capitalize()
        columns = (first, self.of.capitalize(), self.found.capitalize(), "Share (95 % range)")
        return FigureTable(self.caption, columns, rows)


def parts_table(
    name: str, caption: str, counts: pd.DataFrame, rules: DisclosureRules, words: tuple[str, str]
) -> SharesTable:
    """As ``shares_table`` where the parts named by the last key add up to what stands elsewhere.

    Their counts are protected together with their totals, so that no part is what the others leave.
    """
    table = shares_table(name, caption, counts, rules, words)
    row, part = table.keys[0], table.keys[-1]
    grid = counts.pivot_table(index=row, columns=part, values="found", aggfunc="sum", fill_value=0)
    shown = protect(grid.astype("int64"), rules)
    withheld = [pd.isna(shown.loc[one[row], one[part]]) for one in counts.to_dict("records")]
    rows = table.rows.copy()
    rows.loc[withheld, ["found", *SHARE]] = pd.NA
    return replace(table, rows=rows)


def shares_table(
    name: str, caption: str, counts: pd.DataFrame, rules: DisclosureRules, words: tuple[str, str]
) -> SharesTable:
    """Counts as shares that may be published.

    Parameters
    ----------
    counts : frame
        Columns that name a row, then ``found`` and ``of``.
    words : pair of str
        What ``of`` and ``found`` count.
    """
    shares = protected_shares(counts["found"], counts["of"], rules)
    keys = tuple(str(column) for column in counts.columns if column not in {"found", "of"})
    rows = pd.concat([counts[list(keys)], shares], axis=1).reset_index(drop=True)
    return SharesTable(name, caption, keys, rows, *words)


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
