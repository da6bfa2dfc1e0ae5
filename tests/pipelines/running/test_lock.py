from pathlib import Path

import pytest

from pipelines.running.lock import damaged, digest, is_cut_short, recorded


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Two outputs, a file and a folder, as dvc.lock records them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lists" / "a").mkdir(parents=True)
    (tmp_path / "lists" / "a" / "1.csv").write_text("1")
    (tmp_path / "lists" / "a.csv").write_text("2")
    (tmp_path / "scores.parquet").write_text("3")
    outs = "".join(
        f"    - {{path: {name}, hash: md5, md5: {digest(Path(name))}}}\n"
        for name in ("lists", "scores.parquet")
    )
    Path("dvc.lock").write_text(f"stages:\n  rank:\n    outs:\n{outs}")
    return tmp_path


def test_what_lies_there_as_it_was_written_is_whole(project):
    assert damaged([Path("lists"), Path("scores.parquet"), Path("elsewhere")]) == []


@pytest.mark.parametrize("name", ["lists/a/1.csv", "lists/more.csv", "scores.parquet"])
def test_a_changed_or_added_file_is_seen(project, name):
    (project / name).write_text("other")

    assert damaged(recorded()) == [Path(name.split("/")[0])]


@pytest.mark.parametrize("text", ["", "stages:\n  rank:\n    outs: [{path: a", "\x00\x00"])
def test_a_lock_that_was_cut_short_is_seen(project, text):
    (project / "dvc.lock").write_text(text)

    assert is_cut_short()
    assert recorded() == {}


def test_no_lock_is_not_a_broken_one(project):
    (project / "dvc.lock").unlink()

    assert not is_cut_short()
