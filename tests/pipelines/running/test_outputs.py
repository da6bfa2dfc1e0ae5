import pandas as pd
import pytest

from pipelines.running.outputs import whole, write_json, write_table


def half_write(path):
    with whole(path) as unfinished:
        (unfinished if path.suffix else unfinished / "new.csv").write_text("half")
        _ = 1 / 0


def test_a_file_that_could_not_be_finished_never_appears(tmp_path):
    with pytest.raises(ZeroDivisionError):
        half_write(tmp_path / "scores.csv")

    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_before_stays_when_the_new_one_fails(tmp_path):
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "old.csv").write_text("old")

    with pytest.raises(ZeroDivisionError):
        half_write(tmp_path / "lists")

    assert [path.name for path in (tmp_path / "lists").iterdir()] == ["old.csv"]


def test_a_folder_is_replaced_as_a_whole(tmp_path):
    for name in ("first.csv", "second.csv"):
        with whole(tmp_path / "lists") as folder:
            (folder / name).write_text(name)

    assert [path.name for path in (tmp_path / "lists").iterdir()] == ["second.csv"]


def test_the_same_table_gives_the_same_bytes(tmp_path):
    table = pd.DataFrame({"level": ["low", None], "chance": [0.1, None]})

    for name in ("a.parquet", "b.parquet"):
        write_table(table, tmp_path / name)

    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_column_of_lists_can_be_read_back(tmp_path):
    import pyarrow as pa

    lists = pd.array([["a"], []], dtype=pd.ArrowDtype(pa.list_(pa.string())))

    write_table(pd.DataFrame({"missing": lists}), tmp_path / "cases.parquet")

    back = pd.read_parquet(tmp_path / "cases.parquet")
    assert [list(value) for value in back["missing"]] == [["a"], []]


def test_json_is_written_in_one_form(tmp_path):
    write_json({"b": 1, "a": "é"}, tmp_path / "gate.json")

    assert (tmp_path / "gate.json").read_text(encoding="utf-8") == '{\n  "a": "é",\n  "b": 1\n}\n'
