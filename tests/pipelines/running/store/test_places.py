import sqlite3
from contextlib import closing

from pipelines.running.store.places import PLACES, settle_places


def store_of(folder, *, made_in):
    """A store as MLflow makes it in the folder ``made_in``."""
    with closing(sqlite3.connect(folder / "mlflow.db")) as connection, connection:
        for table, column in PLACES:
            connection.execute(f"create table {table} ({column} text)")
            connection.execute(f"insert into {table} values (?)", [f"{made_in}/mlruns/1"])  # noqa: S608


def places(folder):
    with closing(sqlite3.connect(folder / "mlflow.db")) as connection:
        rows = [connection.execute(f"select {c} from {t}") for t, c in PLACES]  # noqa: S608
        return [row.fetchone()[0] for row in rows]


def test_a_project_that_was_moved_writes_inside_its_new_folder(tmp_path):
    store_of(tmp_path, made_in="/somewhere/else")

    moved = settle_places(tmp_path / "mlflow.db", tmp_path / "mlruns")

    assert moved == 1
    assert places(tmp_path) == [f"{tmp_path}/mlruns/1"] * len(PLACES)


def test_a_place_that_is_this_folder_or_a_chosen_one_stays(tmp_path):
    for made_in in (str(tmp_path), "s3://bucket/of/ours"):
        (tmp_path / "mlflow.db").unlink(missing_ok=True)
        store_of(tmp_path, made_in=made_in)
        with closing(sqlite3.connect(tmp_path / "mlflow.db")) as connection, connection:
            connection.execute("update experiments set artifact_location = 's3://b/1'")

        assert settle_places(tmp_path / "mlflow.db", tmp_path / "mlruns") == 0
        assert places(tmp_path)[0] == "s3://b/1"


def test_without_a_store_there_is_nothing_to_settle(tmp_path):
    assert settle_places(tmp_path / "mlflow.db", tmp_path / "mlruns") == 0
    assert not (tmp_path / "mlflow.db").exists()
