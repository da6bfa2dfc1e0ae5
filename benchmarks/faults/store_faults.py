"""What may befall the MLflow store, before a run that writes to it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, contextmanager

from benchmarks.faults.project import Project, remove

STORE = "mlflow.db"


def _sql(statement: str) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        with closing(sqlite3.connect(project.folder / STORE)) as connection, connection:
            connection.execute(statement)

    return change


def _cut(project: Project) -> None:
    path = project.folder / STORE
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _zeros(project: Project) -> None:
    path = project.folder / STORE
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(8192) + content[12288:])


def _junk(project: Project) -> None:
    (project.folder / STORE).write_bytes(b"not a database" * 500)


def _empty(project: Project) -> None:
    (project.folder / STORE).write_bytes(b"")


def _folder(project: Project) -> None:
    remove(project.folder / STORE)
    (project.folder / STORE).mkdir()


def _no_artifacts(project: Project) -> None:
    remove(project.folder / "mlruns")
    (project.folder / "mlruns").write_text("a file", encoding="utf-8")


BEFORE: dict[str, Callable[[Project], None]] = {
    "store cut short": _cut,
    "store with zeros": _zeros,
    "store of junk": _junk,
    "empty store": _empty,
    "a folder in place of the store": _folder,
    "a file in place of mlruns": _no_artifacts,
    "store of a later schema": _sql("update alembic_version set version_num = 'abcdef123456'"),
    "store of no schema": _sql("drop table alembic_version"),
    "a table lost": _sql("drop table metrics"),
    "experiment deleted": _sql(
        "update experiments set lifecycle_stage = 'deleted' where name = 'countersign'"
    ),
    "no store": lambda project: remove(project.folder / STORE),
    "no mlruns": lambda project: remove(project.folder / "mlruns"),
}


@contextmanager
def locked(project: Project):  # type: ignore[no-untyped-def] # a generator of nothing
    """Within the block another program holds the store."""
    connection = sqlite3.connect(project.folder / STORE, isolation_level=None)
    connection.execute("begin exclusive")
    try:
        yield
    finally:
        connection.execute("rollback")
        connection.close()
