"""What a table of the case record holds: each column once, read from ``contracts/tables``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import yaml

Type = Literal[
    "string", "level", "enum", "list", "integer", "number", "boolean", "date", "datetime", "month"
]
Severity = Literal["error", "warning", "info"]
FOLDER = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class Column:
    """One column of a table, as its contract declares it.

    ``allowed`` lists the values of an enum or a list; a level's values come from the source's
    scale. ``low`` and ``high`` are hard limits, ``usual`` a softer pair: a value beyond it is
    kept and reported. A value that breaks the contract sends its row to quarantine where
    ``severity`` is ``error``; where it is ``warning`` the value is blanked, reported and the row
    kept. A value outside ``allowed`` becomes ``otherwise`` where that is stated. A ``pseudonym``
    must not look like a raw case or prison number.
    """

    name: str
    type: Type
    meaning: str
    required: bool = False
    unit: str = ""
    allowed: tuple[str, ...] = ()
    otherwise: str = ""
    low: float | str | None = None
    high: float | str | None = None
    usual: tuple[float, float] | None = None
    pattern: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)
    known: str = ""
    blank_means: str = ""
    source_field: str = ""
    severity: Severity = "warning"
    missing_code: str = "missing_value"
    pseudonym: bool = False


@dataclass(frozen=True)
class Order:
    """Two dates of one row that must not change places, but for ``within`` days of slack.

    ``blank`` names the date that is blanked where the rule of ``code`` keeps the row.
    """

    earlier: str
    later: str
    code: str
    within: int = 0
    blank: str = ""


@dataclass(frozen=True)
class Reference:
    """A column whose every value must be a key of another table."""

    column: str
    table: str
    code: str


@dataclass(frozen=True)
class Table:
    """The contract of one table: what a row is, its key, its columns, its dates' order.

    ``dated`` names the column that says from which day a row is known.

    Examples
    --------
    >>> audits = load_tables()["audits"]
    >>> audits.key
    ('audit_id',)
    >>> audits.column("audited_rosh").type
    'level'
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    dated: str = ""
    required: bool = False
    references: tuple[Reference, ...] = ()
    orders: tuple[Order, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in the contract's order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where the contract has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True)
class RawTable:
    """A table as it was read: canonical column names, values not yet normalised.

    Parameters
    ----------
    name : str
        Name of the contract table, or ``extra``.
    file : str
        Name of the file it came from, shown in messages.
    frame : pandas.DataFrame
        ``row`` (1-based data row of that file) and columns under their contract names: text from
        CSV, typed from Parquet. Blank cells are missing values.
    ignored : tuple of str
        Columns of the file that no part of the source uses.
    """

    name: str
    file: str
    frame: pd.DataFrame
    ignored: tuple[str, ...] = ()


def load_tables(folder: Path = FOLDER) -> dict[str, Table]:
    """The contract tables by name, assessments and audits first, then by file name."""
    return dict(_loaded(folder))


@cache
def _loaded(folder: Path) -> Mapping[str, Table]:
    paths = sorted(folder.glob("*.yaml"), key=_reading_order)
    return {path.stem: _table(path) for path in paths}


def _reading_order(path: Path) -> tuple[bool, bool, str]:
    return (path.stem != "assessments", path.stem != "audits", path.stem)


def _table(path: Path) -> Table:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Table(
        name=path.stem,
        grain=content["grain"],
        key=tuple(content["key"]),
        dated=content.get("dated", ""),
        required=content.get("required", False),
        columns=tuple(_column(name, entry) for name, entry in content["columns"].items()),
        references=tuple(Reference(**entry) for entry in content.get("references", ())),
        orders=tuple(Order(**entry) for entry in content.get("orders", ())),
    )


def _column(name: str, entry: dict[str, Any]) -> Column:
    required = entry.get("required", False)
    settled = {"severity": "error" if required else "warning"} | entry
    settled["allowed"] = tuple(entry.get("allowed", ()))
    if "usual" in entry:
        settled["usual"] = tuple(entry["usual"])
    return Column(name=name, **settled)
