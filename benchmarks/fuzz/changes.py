"""The mutations: cells, typed columns, structure and bytes, each with what the files then hold."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from benchmarks.fuzz.damage import BYTES
from benchmarks.fuzz.records import COLUMNS, FORMS, Tables, Typed, clean_tables, write
from benchmarks.fuzz.values import TEXTS, TYPES
from contracts.table import load_tables

TABLES = tuple(COLUMNS)
SPANS = (1, 3, None)  # rows that are changed: so many, or all
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Change:
    """One mutation. ``what`` names it; ``value`` is a text, a name of ``TYPES`` or of ``BYTES``."""

    kind: str
    table: str
    column: str
    value: str
    span: int | None
    form: str

    def __str__(self) -> str:
        """For a report."""
        rows = "all" if self.span is None else self.span
        return (
            f"{self.kind} {self.value[:40]!r} in {self.table}.{self.column} ({rows}, {self.form})"
        )


def random_change(rng: random.Random) -> Change:
    """A cell, a typed column or damaged bytes, somewhere."""
    table = rng.choice(("assessments", *TABLES))
    column = rng.choice(COLUMNS[table])
    kind = rng.choices(("cell", "typed", "bytes"), (6, 2, 2))[0]
    if kind == "typed":
        return Change(kind, table, column, rng.choice(list(TYPES)), None, "text.parquet")
    if kind == "bytes":
        return Change(kind, table, column, rng.choice(list(BYTES)), 1, rng.choice(FORMS))
    text = rng.choice(TEXTS[rng.choice(list(TEXTS))])
    return Change(kind, table, column, text, rng.choice(SPANS), rng.choice(FORMS))


def every_change() -> list[Change]:
    """The list made by hand: every text and every type once in a column of each type."""
    changes: list[Change] = []
    firsts = _first_columns()
    for number, (table, column) in enumerate(firsts):
        for place, texts in enumerate(TEXTS.values()):
            text = texts[number % len(texts)]
            span = SPANS[(number + place) % 3]
            form = FORMS[(number + place) % len(FORMS)]
            changes.append(Change("cell", table, column, text, span, form))
        typed = (table, column)
        changes += [Change("typed", *typed, name, None, "text.parquet") for name in TYPES]
    return changes


def _first_columns() -> list[tuple[str, str]]:
    """One column for each type of the contract, required or not."""
    seen: dict[tuple[str, bool], tuple[str, str]] = {}
    for table in TABLES:
        for column in load_tables()[table].columns:
            if column.name in COLUMNS[table]:
                seen.setdefault((column.type, column.required), (table, column.name))
    return list(seen.values())


def apply(change: Change, folder: Path, rng: random.Random) -> dict[str, Rows] | None:
    """Write the changed records into ``folder``; what its files hold, None where unclear."""
    tables = _fewer_columns(clean_tables(), change, rng)
    typed = None
    if change.kind == "cell":
        tables[change.table] = _with_cells(tables[change.table], change, rng)
    if change.kind == "typed":
        cells = TYPES[change.value](len(tables[change.table]))
        typed = Typed(change.column, cells)
    for name, table in tables.items():
        file = write(table, folder / name, change.form, typed if name == change.table else None)
        if change.kind == "bytes" and name == change.table:
            file.write_bytes(BYTES[change.value](file.read_bytes(), rng))
    if change.kind == "bytes":
        return None
    rows: dict[str, Rows] = {name: table.to_dict("records") for name, table in tables.items()}  # type: ignore[misc]
    if typed is not None:
        for row, cell in zip(rows[change.table], _python(typed.cells), strict=True):
            row[change.column] = cell
    return rows


def _python(cells: pa.Array) -> list[Any]:
    try:
        values: list[Any] = cells.to_pylist()
    except (OverflowError, ValueError):  # beyond the years that Python has
        return [str(cell) for cell in cells.to_pandas()]
    return values


def _fewer_columns(tables: Tables, change: Change, rng: random.Random) -> Tables:
    """All required columns, the changed one, and one other of each table."""
    fewer = {}
    for name, table in tables.items():
        contract = load_tables()[name]
        needed = {column.name for column in contract.columns if column.required}
        needed |= {change.column} if name == change.table else set()
        needed.add(str(rng.choice(list(table))))
        fewer[name] = table[[column for column in table if column in needed]].copy()
    return fewer


def _with_cells(table: pd.DataFrame, change: Change, rng: random.Random) -> pd.DataFrame:
    span = len(table) if change.span is None else change.span
    for row in rng.sample(range(len(table)), span):
        table.loc[table.index[row], change.column] = change.value
    return table
