"""What an edition published of its counts, kept for the next one, and checked before release."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.disclosure.attack import exposed
from contracts.disclosure.rules import DisclosureRules
from contracts.disclosure.table import TOTAL

FILE = "edition.json"


@dataclass(frozen=True)
class DisclosureControl:
    """The rules, and the counts that the edition before published.

    Parameters
    ----------
    rules : DisclosureRules
    earlier : mapping of frames
        By name of table, as ``protect`` returned it, its rows and columns named by texts.
    withhold : array of bool, optional
        True for rows of the table at hand whose count another table withholds.
    """

    rules: DisclosureRules
    earlier: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    withhold: NDArray[np.bool_] | None = None


def read_edition(folder: Path) -> dict[str, pd.DataFrame]:
    """The counts of the edition in ``folder``; empty where it has none."""
    file = folder / FILE
    if not file.is_file():
        return {}
    content = json.loads(file.read_text(encoding="utf-8"))
    return {name: _frame(table) for name, table in content.items()}


def edition_content(tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The counts as ``edition.json`` holds them: no more than is published, null where withheld."""
    return {
        name: {
            "rows": [str(row) for row in table.index],
            "columns": [str(column) for column in table.columns],
            "counts": [[None if pd.isna(n) else int(n) for n in row] for row in table.to_numpy()],
        }
        for name, table in tables.items()
    }


def _frame(table: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(table["counts"], table["rows"], table["columns"]).astype("Int64")


def faults_of(
    name: str, table: pd.DataFrame, rules: DisclosureRules, earlier: pd.DataFrame | None = None
) -> list[str]:
    """Rules that a table of counts breaks, alone or beside the edition before; empty if none.

    Parameters
    ----------
    table : frame of Int64
        As ``protect`` returns it: missing where withheld, totals of rows last and, where they are
        published, totals of columns in the last row.
    earlier : frame, optional
        The same table of the edition before.

    Examples
    --------
    >>> table = pd.DataFrame({"raised": [3], "same": [60], "Total": [65]}, dtype="Int64")
    >>> faults_of("by year", table, DisclosureRules(6, 5, 30, 10, 5))
    ['by year: 1 count is small or not rounded']
    """
    shown = table.to_numpy(dtype=float, na_value=np.nan)
    counts = shown[~np.isnan(shown)]
    least = rules.rounded(rules.withhold_below)
    bare = int(((counts % rules.round_to != 0) | ((counts > 0) & (counts < least))).sum())
    faults = [f"{name}: {_number(bare)} small or not rounded"] if bare else []
    held = None if earlier is None else earlier.reindex(index=table.index, columns=table.columns)
    found = exposed(
        shown,
        rules,
        None if held is None else held.to_numpy(dtype=float, na_value=np.nan),
        column_totals=table.index[-1] == TOTAL,
    )
    beside = " beside the edition before" if earlier is not None else ""
    return faults + ([f"{name}: {_number(len(found))} worked out{beside}"] if found else [])


def _number(count: int) -> str:
    return f"{count} count is" if count == 1 else f"{count} counts are"
