"""A short run of each campaign; `make faults` and `make fuzz` run them whole."""

import pytest

from benchmarks.faults.damaged import damaged_files
from benchmarks.faults.kills import kill_at_write, kill_in_stage
from benchmarks.faults.others import FILES
from benchmarks.faults.project import small_project
from benchmarks.faults.recovery import leftovers, recover
from benchmarks.faults.store_faults import BEFORE
from benchmarks.fuzz.__main__ import FAULTS, changes, run_one
from benchmarks.fuzz.changes import every_change

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("faults")]
STEP = 40  # one in so many of the list made by hand


@pytest.mark.parametrize(("number", "change"), list(enumerate(every_change()))[::STEP], ids=str)
def test_bad_inputs_are_refused_or_accounted_for(number, change):
    assert run_one(number, change).kind not in FAULTS


@pytest.mark.parametrize(("number", "change"), list(changes(20, 1)), ids=str)
def test_fuzzed_files_are_refused_or_accounted_for(number, change):
    assert run_one(number, change).kind not in FAULTS


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A small project, run once, and what it made."""
    project = small_project(tmp_path_factory.mktemp("faults") / "whole")
    return project, project.products()


@pytest.mark.parametrize(("stage", "target"), [("check", "runner"), ("train", "stage")])
def test_a_stage_that_is_killed_comes_right_in_the_next_run(whole, tmp_path, stage, target):
    project, expected = whole
    copy = project.copy(tmp_path / "copy")
    copy.forget(stage)

    assert kill_in_stage(copy, stage, target=target, after=1.0)

    assert recover(copy, expected) == ("healed", "")
    assert leftovers(copy) == []


def test_a_kill_at_a_write_to_mlflow_leaves_lists_and_comes_right(whole, tmp_path):
    project, expected = whole
    copy = project.copy(tmp_path / "copy")
    copy.forget("register")

    assert kill_at_write(copy, 40)

    assert copy.products() == expected
    assert recover(copy, expected) == ("healed", "")
    assert leftovers(copy) == []


@pytest.mark.parametrize("name", ["dvc.lock cut short", "a foreign file among lists"])
def test_files_that_were_damaged_are_made_again(whole, tmp_path, name):
    project, expected = whole
    copy = project.copy(tmp_path / "copy")
    FILES[name](copy)

    assert recover(copy, expected) == ("healed", "")


def test_lists_come_out_where_mlflow_cannot_be_written(whole, tmp_path):
    project, expected = whole
    copy = project.copy(tmp_path / "copy")
    copy.forget("register")
    BEFORE["store cut short"](copy)

    ended = copy.make()

    assert ended.code == 0
    assert "not in MLflow" in ended.output.splitlines()[-1]
    assert copy.products() == expected


def test_a_stage_refuses_a_damaged_file_in_words(whole, tmp_path):
    copy = whole[0].copy(tmp_path / "copy")

    name, ended = next(damaged_files(copy, locked=True))

    assert ended.refused, f"{name}: {ended.output}"
