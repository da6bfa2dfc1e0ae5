"""How long stages took last time."""

import pytest

from pipelines.running.screen.durations import expected, remember


def test_a_stage_that_took_long_is_foretold_and_a_short_or_new_one_is_not(tmp_path):
    took = tmp_path / ".dvc/tmp/took.json"
    took.parent.parent.mkdir()

    remember("train", 110.24, took)
    remember("monitor", 0.4, took)

    assert expected("train", took) == "train: begun; took 110 s last time"
    assert expected("monitor", took) == ""
    assert expected("rank", took) == ""


def test_outside_a_checkout_nothing_is_kept(tmp_path):
    remember("train", 110.0, tmp_path / ".dvc/tmp/took.json")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "[]", "{", '{"train": "long"}'])
def test_a_file_that_cannot_be_read_foretells_nothing(tmp_path, content):
    (tmp_path / "took.json").write_text(content)

    assert expected("train", tmp_path / "took.json") == ""
