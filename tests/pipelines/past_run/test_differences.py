import json
from pathlib import Path

from pipelines.past_run.differences import differences
from pipelines.running.lock import digest

ONE = Path("data/05_scores/scores.parquet")
FOLDER = Path("data/08_published")


def test_the_same_outputs_differ_in_nothing(tmp_path):
    assert differences({ONE: "a"}, {ONE: "a"}, tmp_path, tmp_path) == []


def test_outputs_that_differ_came_or_went_are_named(tmp_path):
    before, after = {ONE: "a", FOLDER: "b.dir"}, {ONE: "c", Path("data/x"): "d"}

    assert differences(before, after, tmp_path, tmp_path) == [
        "data/05_scores/scores.parquet: differs",
        "data/08_published: not made again",
        "data/x: not made then",
    ]


def test_files_of_a_folder_are_named_where_the_cache_has_its_list(tmp_path):
    place = tmp_path / FOLDER
    place.mkdir(parents=True)
    for name in ("a.csv", "b.csv"):
        (place / name).write_text(name)
    rows = [{"relpath": name, "md5": digest(place / name)} for name in ("a.csv", "b.csv")]
    name = digest(place)
    (tmp_path / "cache" / name[:2]).mkdir(parents=True)
    (tmp_path / "cache" / name[:2] / name[2:]).write_text(json.dumps(rows))
    (place / "b.csv").write_text("another")

    found = differences({FOLDER: name}, {FOLDER: digest(place)}, tmp_path / "cache", tmp_path)

    assert found == ["data/08_published: differs (1 of 2 files: b.csv)"]
