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
        "select * from glob('/*')",
        "copy (select 1) to '{path}'",
        "attach '{path}.db'",
        "install httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
    ],
)
def test_sql_of_a_profile_reaches_no_file_and_changes_no_setting(tmp_path, sql):
    path = tmp_path / "secret.csv"
    path.write_text("id\n1\n")

    with closed_engine() as engine, pytest.raises(duckdb.Error):
        engine.execute(sql.format(path=path)).fetchall()

    assert path.read_text() == "id\n1\n"


def test_sql_sees_what_is_registered_and_no_variable_of_ours():
    hidden = pd.DataFrame({"id": [1]})
    with closed_engine() as engine:
        engine.register("shown", hidden)

        assert engine.sql("select id from shown").fetchall() == [(1,)]
        with pytest.raises(duckdb.CatalogException):
            engine.sql("select id from hidden").fetchall()
