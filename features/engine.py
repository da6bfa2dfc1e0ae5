"""Runs the features' SQL on DuckDB: in parallel, out of core, from Parquet to Parquet."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.table import Column, Table, load_tables
from features.cases import AsOf, cases_query
from features.compose import evidence_query, features_query, gathered_by, pass_query
from features.declaration import Theme
from features.passes import PASSES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

SQL_TYPES = {
    "string": "varchar", "level": "varchar", "enum": "varchar", "list": "varchar[]",
    "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date",
    "datetime": "timestamp", "month": "date",
}  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """What the engine may use. Beyond ``memory`` it works on disk, in ``temp`` if named."""

    memory: str = "3GB"
    threads: int | None = None
    temp: Path | None = None


@dataclass(frozen=True)
class Case:
    """What is computed from: a folder of checked tables, its levels, and the as-of date."""

    tables: Path
    levels: Sequence[str]
    as_of: AsOf


@contextmanager
def computed(
    case: Case, themes: Sequence[Theme], limits: Limits | None = None
) -> Iterator["DuckDBPyConnection"]:
    """A connection with two relations, ``features`` and ``evidence``, ready to be written.

    Each table that a theme reads is passed over once. A table without a file leaves its features
    blank.
    """
    with _connection(limits or Limits()) as connection:
        present = _views(connection, case.tables)
        connection.execute(
            f"create temp table cases as {cases_query(case.as_of, case.levels)} order by case_no"
        )
        for name, measures in gathered_by(themes).items():
            if PASSES[name].table in present:
                query = pass_query(PASSES[name], measures)
                connection.execute(f"create temp table from_{name} as {query}")
        connection.execute(f"create temp view features as {features_query(themes, present)}")
        connection.execute(f"create temp view evidence as {evidence_query(themes, present)}")
        yield connection


def write(connection: "DuckDBPyConnection", relation: str, path: Path) -> int:
    """Write one relation as Parquet, sorted by assessment; the number of rows written."""
    connection.view(relation).write_parquet(str(path), compression="zstd")
    written, cases = connection.read_parquet(str(path)), connection.table("cases")
    rows, expected = (int(r.aggregate("count(*)").fetchall()[0][0]) for r in (written, cases))
    if rows != expected:
        raise AssertionError(f"{relation}: {rows} rows for {expected} assessments")
    return rows


def known_counts(connection: "DuckDBPyConnection", path: Path) -> dict[str, int]:
    """For each column of a written table, how many rows hold a value."""
    written = connection.read_parquet(str(path))
    counts = written.aggregate("count(columns(*))").fetchall()[0]
    return dict(zip(written.columns, counts, strict=True))


@contextmanager
def _connection(limits: Limits) -> Iterator["DuckDBPyConnection"]:
    import duckdb

    with tempfile.TemporaryDirectory(dir=limits.temp, prefix="features-") as temp:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": limits.memory,
            "temp_directory": temp,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        if limits.threads is not None:
            settings["threads"] = limits.threads
        with duckdb.connect(":memory:", config=settings) as connection:
            connection.execute("create temp macro days_between(a, b) as date_diff('day', a, b)")
            yield connection


def _views(connection: "DuckDBPyConnection", folder: Path) -> set[str]:
    """A view of each table that has a file, with every column of its contract, typed."""
    contracts = load_tables()
    present = {path.stem for path in folder.glob("*.parquet")} & {*contracts, "extra"}
    for name in sorted(present):
        rows = connection.read_parquet(str(folder / f"{name}.parquet"))
        if name in contracts:
            rows = rows.project(_typed(contracts[name], _filled(rows, contracts[name])))
        rows.create_view(name)
    return present


def _filled(rows: "DuckDBPyRelation", table: Table) -> set[str]:
    """Columns of the contract that the file has; a list only if some row holds one."""
    there = {column.name for column in table.columns} & set(rows.columns)
    lists = [c.name for c in table.columns if c.type == "list" and c.name in there]
    if not lists:
        return there
    counts = rows.aggregate(", ".join(f"count({name})" for name in lists)).fetchall()[0]
    return there - {name for name, count in zip(lists, counts, strict=True) if count == 0}


def _typed(table: Table, there: set[str]) -> str:
    """Every column of the contract under its type; one that the file lacks is blank."""
    return ", ".join(f"{_value(column, there)} as {column.name}" for column in table.columns)


def _value(column: Column, there: set[str]) -> str:
    """A blank list says that nothing was ticked, unless nobody ever ticks anything."""
    if column.name not in there:
        return f"cast(null as {SQL_TYPES[column.type]})"
    typed = f"cast({column.name} as {SQL_TYPES[column.type]})"
    return f"coalesce({typed}, [])" if column.type == "list" else typed
