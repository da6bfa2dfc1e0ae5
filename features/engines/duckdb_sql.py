"""Runs the features' SQL on DuckDB: in parallel, out of core, from Parquet to Parquet."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from contracts.checked_folder import table_files
from contracts.table import Table, load_tables
from features.cases import AsOf, cases_query
from features.compose import evidence_query, features_query, join_query, measures_by_join
from features.declaration import Theme
from features.engines.partition import partition
from features.joins import JOINS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyarrow import Schema

SQL_TYPES = {
    "string": "varchar", "level": "varchar", "enum": "varchar", "list": "varchar[]",
    "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date",
    "datetime": "timestamp", "month": "date",
}  # fmt: skip


PART = 100_000
END = 2**62


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


@dataclass(frozen=True)
class Computed:
    """Two relations, ``features`` and ``evidence``, to be read at once or written in parts."""

    connection: "DuckDBPyConnection"
    relations: tuple[str, ...]

    def frame(self, relation: str) -> pd.DataFrame:
        """All of one relation, for tables that fit in memory."""
        whole: pd.DataFrame = self.connection.view(relation).df()
        return whole

    def write(self, relation: str, path: Path) -> Mapping[str, int]:
        """Write one relation as Parquet, sorted by assessment, ``PART`` cases at a time.

        Returns how many rows hold a value, by column. The parts bound the memory, and make the
        bytes independent of the number of threads.
        """
        from pyarrow.parquet import ParquetWriter

        cases = self._count("all_cases")
        filled: Counter[str] = Counter()
        with ParquetWriter(path, self._schema(relation), compression="zstd") as writer:
            for first in range(0, max(cases, 1), PART):
                _take(self.connection, self.relations, first=first, last=first + PART)
                part = self.connection.view(relation).to_arrow_table()
                filled.update({n: len(part) - part[n].null_count for n in part.column_names})
                writer.write_table(part)
        if filled["assessment_id"] != cases:
            raise AssertionError(f"{relation}: {filled['assessment_id']} rows for {cases} cases")
        return filled

    def _count(self, table: str) -> int:
        return int(self.connection.table(table).aggregate("count(*)").fetchall()[0][0])

    def _schema(self, relation: str) -> "Schema":
        return self.connection.view(relation).limit(0).to_arrow_table().schema


@contextmanager
def computed(
    case: Case, themes: Sequence[Theme], limits: Limits | None = None
) -> Iterator[Computed]:
    """The features of every assessment and the dates of their evidence.

    Each table that a theme reads is read once. A table without a file leaves its features
    blank.
    """
    with _connection(limits or Limits()) as connection:
        present = _views(connection, case.tables)
        query = cases_query(case.as_of, case.levels)
        connection.execute(f"create temp table all_cases as {query} order by case_no")
        connection.table("all_cases").create_view("cases")
        relations = ["all_cases"]
        for name, measures in measures_by_join(themes).items():
            if JOINS[name].table in present:
                query = join_query(JOINS[name], measures)
                relations.append(partition(connection, JOINS[name], query))
        _take(connection, relations)
        connection.execute(f"create temp view features as {features_query(themes, present)}")
        connection.execute(f"create temp view evidence as {evidence_query(themes, present)}")
        yield Computed(connection, tuple(relations))


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
            connection.execute("set enable_progress_bar = false")
            connection.execute("create temp macro days_between(a, b) as date_diff('day', a, b)")
            yield connection


def _take(
    connection: "DuckDBPyConnection", relations: Iterable[str], *, first: int = 0, last: int = END
) -> None:
    """Replace the views ``part_*`` by the rows of cases numbered above ``first`` up to ``last``."""
    for name in relations:
        rows = connection.table(name).filter(f"case_no > {first} and case_no <= {last}")
        part = name.removeprefix("from_").removeprefix("all_")
        rows.create_view(f"part_{part}", replace=True)


def _views(connection: "DuckDBPyConnection", folder: Path) -> set[str]:
    """A view of each table that has a file, with every column of its contract, typed."""
    contracts = load_tables()
    files = table_files(folder, [*contracts, "extra"])
    for name, file in files.items():
        rows = connection.read_parquet(str(file))
        if name in contracts:
            rows = rows.project(_typed(contracts[name], set(rows.columns)))
        rows.create_view(name)
    return set(files)


def _typed(table: Table, there: set[str]) -> str:
    """Every column of the contract under its type; one that the file lacks is blank."""
    return ", ".join(
        f"cast({column.name if column.name in there else 'null'} as {SQL_TYPES[column.type]})"
        f" as {column.name}"
        for column in table.columns
    )
