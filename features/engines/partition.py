"""Runs the query of one join: whole, or in parts by person where the table exceeds memory.

In parts, the table is first written to disk in one folder for each part, so that every row is
read for one part alone and the measures of a part fit in memory.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from features.joins import TableJoin

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS_AT_ONCE = 5_000_000


def partition(connection: "DuckDBPyConnection", joined: TableJoin, query: str) -> str:
    """Create the table ``from_<join>``, a row for each case that has any, and return its name."""
    target = f"from_{joined.name}"
    rows = connection.table(joined.rows).aggregate("count(*)").fetchall()[0][0]
    parts = -(-int(rows) // ROWS_AT_ONCE)
    if parts <= 1 or not joined.by_person:
        connection.execute(f"create temp table {target} as {query}")
        return target
    folder = _write_parts(connection, joined, query=query, parts=parts)
    for nth, part in enumerate(sorted(folder.glob("part=*"))):
        _view_part(connection, joined, folder=part, parts=parts)
        verb = f"insert into {target}" if nth else f"create temp table {target} as"
        connection.execute(f"{verb} {query}")
    connection.table("all_cases").create_view("cases", replace=True)
    return target


def _write_parts(
    connection: "DuckDBPyConnection", joined: TableJoin, *, query: str, parts: int
) -> Path:
    """Write the columns that the query reads into one folder for each part."""
    setting = connection.execute("select current_setting('temp_directory')").fetchall()
    folder = Path(setting[0][0]) / joined.name
    used = sorted(set(re.findall(r"\bf\.(\w+)", query)))
    parted = connection.table(joined.rows).project(f"{', '.join(used)}, {_bucket(parts)} as part")
    parted.write_parquet(str(folder), compression="snappy", partition_by=["part"])
    return folder


def _view_part(
    connection: "DuckDBPyConnection", joined: TableJoin, *, folder: Path, parts: int
) -> None:
    """Replace the views of the joined table and of the cases by their rows in one part."""
    rows = connection.read_parquet(str(folder / "*.parquet"), hive_partitioning=False)
    rows.create_view(joined.rows, replace=True)
    part = f"{_bucket(parts)} = {folder.name.removeprefix('part=')}"
    connection.table("all_cases").filter(part).create_view("cases", replace=True)


def _bucket(parts: int) -> str:
    return f"hash(person_id) % {parts}"
