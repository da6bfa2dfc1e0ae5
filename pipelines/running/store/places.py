"""Keeps what MLflow writes inside the folder of the project, wherever that was moved to."""

import sqlite3
from contextlib import closing
from pathlib import Path

STORE, ARTIFACTS = Path("mlflow.db"), Path("mlruns")
PLACES = (
    ("experiments", "artifact_location"),
    ("runs", "artifact_uri"),
    ("logged_models", "artifact_location"),
    ("model_versions", "storage_location"),
)


def settle_places(store: Path = STORE, artifacts: Path = ARTIFACTS) -> int:
    """Let a store in a file name the folder ``artifacts`` of this project; how many folders moved.

    MLflow keeps whole paths. In a project that was moved or copied they lead to its old place,
    and a run would write there.
    """
    if not store.is_file():
        return 0
    here = str(artifacts.resolve())
    with closing(sqlite3.connect(store)) as connection, connection:
        rows = connection.execute("select artifact_location from experiments").fetchall()
        folders = {str(row[0]).rpartition("/")[0] for row in rows}
        others = {one for one in folders if one.endswith(f"/{artifacts.name}") and one != here}
        for folder in others:
            for table, column in PLACES:
                connection.execute(
                    f"update {table} set {column} = ? || substr({column}, ?) "  # noqa: S608 - ours
                    f"where substr({column}, 1, ?) = ?",
                    (here, len(folder) + 1, len(folder) + 1, f"{folder}/"),
                )
    return len(others)
