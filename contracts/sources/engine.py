"""An SQL engine for what profiles and mappings declare: it reaches no file and no network."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "temp_directory": "",  # the one folder that would stay open
}


def closed_engine() -> "DuckDBPyConnection":
    """An in-memory engine that sees only what is registered with it, for good.

    Examples
    --------
    >>> with closed_engine() as engine:
    ...     engine.sql("select 1 + 1").fetchall()
    [(2,)]
    """
    import duckdb

    engine = duckdb.connect(config=CLOSED)
    engine.execute("set lock_configuration = true")
    return engine
