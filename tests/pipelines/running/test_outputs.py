import os
import stat

import pandas as pd
import pytest

from pipelines.running.outputs import close_places, whole, write_json, write_table


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


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_what_is_written_is_its_owners_alone_whatever_the_umask(tmp_path, umask):
    before = os.umask(umask)
    try:
        with whole(tmp_path / "lists") as folder:
            (folder / "n01").mkdir()
            (folder / "n01" / "list.csv").write_text("a")
        write_json({}, tmp_path / "gate.json")
        write_table(pd.DataFrame({"a": [1]}), tmp_path / "a.parquet")
    finally:
        os.umask(before)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes == {
        "lists": 0o700,
        "n01": 0o700,
        "list.csv": 0o600,
        "gate.json": 0o600,
        "a.parquet": 0o600,
    }


def test_a_link_in_a_folder_does_not_change_the_file_that_it_leads_to(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.touch()
    outside.chmod(0o644)

    with whole(tmp_path / "lists") as folder:
        (folder / "link").symlink_to(outside)

    assert stat.S_IMODE(outside.stat().st_mode) == 0o644


def test_settings_and_documents_stay_readable(tmp_path):
    with whole(tmp_path / "params.yaml", private=False) as unfinished:
        unfinished.write_text("version: 1")

    assert stat.S_IMODE((tmp_path / "params.yaml").stat().st_mode) == 0o644


def test_the_places_of_case_data_are_closed_and_the_project_is_not(tmp_path):
    tmp_path.chmod(0o755)
    for name in ("data", "mlruns"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o755)
    (tmp_path / "mlflow.db").touch()
    (tmp_path / "mlruns" / "model.py").touch(0o644)

    close_places(tmp_path)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"data": 0o700, "mlruns": 0o700, "mlflow.db": 0o600}
    assert stat.S_IMODE((tmp_path / "mlruns" / "model.py").stat().st_mode) == 0o600
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
