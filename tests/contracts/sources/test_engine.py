import duckdb
import pandas as pd
import pytest

from contracts.sources.engine import closed_engine


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('{path}')",
        "select * from '{path}'",
        "select * from read_text('{path}')",
        "select * from read_blob('{path}')",
        "select * from read_json('{path}')",
        "select * from read_parquet('{path}')",
        "select * from sniff_csv('{path}')",
        "select * from query('select * from read_csv(''{path}'')')",
        "select * from glob('/*')",
        "select * from '.tmp/there.csv'",
        "select * from duckdb_secrets()",
        "set variable text = (select content from read_text('{path}'))",
        "select getenv('HOME')",
        "copy (select 1) to '.tmp/there.csv'",
        "export database '{path}.db'",
        "import database '{path}.db'",
        "load httpfs",
        "force install httpfs",
        "create secret one (type s3)",
        "set home_directory = '/'",
        "set temp_directory = '/'",
        "pragma enable_profiling",
        "pragma profiling_output = '{path}'",
        "call enable_logging(storage = 'file', storage_path = '{path}')",
        "copy (select 1) to '{path}'",
        "attach '{path}.db'",
        "install httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
    ],
)
def test_sql_of_a_profile_reaches_no_file_and_changes_no_setting(tmp_path, monkeypatch, sql):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".tmp").mkdir()
    (tmp_path / ".tmp" / "there.csv").write_text("id\n1\n")
    path = tmp_path / "secret.csv"
    path.write_text("id\n1\n")

    with closed_engine() as engine, pytest.raises(duckdb.Error):
        engine.execute(sql.format(path=path)).fetchall()

    assert path.read_text() == "id\n1\n"
    assert {file.name for file in tmp_path.rglob("*")} == {".tmp", "there.csv", "secret.csv"}


def test_sql_sees_what_is_registered_and_no_variable_of_ours():
    hidden = pd.DataFrame({"id": [1]})
    with closed_engine() as engine:
        engine.register("shown", hidden)

        assert engine.sql("select id from shown").fetchall() == [(1,)]
        with pytest.raises(duckdb.CatalogException):
            engine.sql("select id from hidden").fetchall()
