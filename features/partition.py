"""Runs one pass: at once, or person by person in parts where the table is too large for memory.

In parts the table is first dealt out on disk by person, so that every row is still read for one
part alone, and the figures of a part fit in memory.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from features.joins import TableJoin

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS_AT_ONCE = 5_000_000


def partition(connection: "DuckDBPyConnection", source: TableJoin, query: str) -> str:
    """Create the table ``from_<pass>`` with what the query gathers; its name."""
    target = f"from_{source.name}"
    rows = connection.table(source.rows).aggregate("count(*)").fetchall()[0][0]
    parts = -(-int(rows) // ROWS_AT_ONCE)
    if parts <= 1 or not source.by_person:
        connection.execute(f"create temp table {target} as {query}")
        return target
    folder = _deal(connection, source, query=query, parts=parts)
    for nth, part in enumerate(sorted(folder.glob("part=*"))):
        _show(connection, source, folder=part, parts=parts)
        verb = f"insert into {target}" if nth else f"create temp table {target} as"
        connection.execute(f"{verb} {query}")
    connection.table("all_cases").create_view("cases", replace=True)
    return target


def _deal(connection: "DuckDBPyConnection", source: TableJoin, *, query: str, parts: int) -> Path:
    """Write the columns that the query reads into one folder for each part."""
    setting = connection.execute("select current_setting('temp_directory')").fetchall()
    folder = Path(setting[0][0]) / source.name
    used = sorted(set(re.findall(r"\bf\.(\w+)", query)))
    dealt = connection.table(source.rows).project(f"{', '.join(used)}, {_bucket(parts)} as part")
    dealt.write_parquet(str(folder), compression="snappy", partition_by=["part"])
    return folder


def _show(connection: "DuckDBPyConnection", source: TableJoin, *, folder: Path, parts: int) -> None:
    """Let the pass's table and the cases be those of one part."""
    rows = connection.read_parquet(str(folder / "*.parquet"), hive_partitioning=False)
    rows.create_view(source.rows, replace=True)
    part = f"{_bucket(parts)} = {folder.name.removeprefix('part=')}"
    connection.table("all_cases").filter(part).create_view("cases", replace=True)


def _bucket(parts: int) -> str:
    return f"hash(person_id) % {parts}"
