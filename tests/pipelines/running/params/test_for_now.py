"""A run that changes params.yaml for its own time leaves it as it was."""

from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines.running.params.file import read_parameters
from pipelines.running.params.for_now import changed_for_now, restore_parameters

PARAMS = Path(__file__).parents[4] / "params.yaml"


@pytest.fixture
def params(tmp_path):
    path = tmp_path / "params.yaml"
    path.write_bytes(PARAMS.read_bytes())
    return path


def only(path):
    """Whether nothing but params.yaml is left in its folder."""
    return [file.name for file in path.parent.iterdir()] == [path.name]


def test_inside_the_block_the_day_has_its_settings_and_after_it_the_week_has_its_own(params):
    with changed_for_now({"cadence": "daily_early_licence", "cases_per_list": 5}, params):
        rank = read_parameters(params).rank

    assert (rank.cadence, rank.cases_per_list) == ("daily_early_licence", 5)
    assert params.read_bytes() == PARAMS.read_bytes()
    assert only(params)


def test_a_failure_puts_the_settings_of_the_week_back(params):
    with pytest.raises(KeyboardInterrupt), changed_for_now({"cases_per_list": 5}, params):
        raise KeyboardInterrupt

    assert params.read_bytes() == PARAMS.read_bytes()


def test_a_number_outside_its_range_is_refused_and_nothing_is_changed(params):
    with (
        pytest.raises(InputError, match="cases_per_list"),
        changed_for_now({"cases_per_list": -1}, params),
    ):
        pytest.fail("the run began")

    assert params.read_bytes() == PARAMS.read_bytes()


def test_what_a_run_that_was_killed_left_is_put_back_by_the_next(params):
    killed = changed_for_now({"cases_per_list": 5}, params)
    killed.__enter__()
    assert read_parameters(params).rank.cases_per_list == 5

    restore_parameters(params)

    assert params.read_bytes() == PARAMS.read_bytes()
    assert only(params)


def test_what_a_person_changed_since_then_stays(params):
    killed = changed_for_now({"cases_per_list": 5}, params)
    killed.__enter__()
    edited = params.read_text().replace("cases_per_list: 5", "cases_per_list: 9")
    params.write_text(edited)

    restore_parameters(params)

    assert params.read_text() == edited
    assert only(params)
