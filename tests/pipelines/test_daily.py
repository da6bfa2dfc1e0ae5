"""A daily run has settings of its own and leaves those of the week as they were."""

from pathlib import Path

import pytest

from contracts.errors import InputError
from pipelines.daily import changed_for_now
from pipelines.running.params.file import read_parameters

PARAMS = Path(__file__).parents[2] / "params.yaml"


@pytest.fixture
def params(tmp_path):
    path = tmp_path / "params.yaml"
    path.write_bytes(PARAMS.read_bytes())
    return path


def test_inside_the_block_the_day_has_its_settings_and_after_it_the_week_has_its_own(params):
    with changed_for_now(params, {"cadence": "daily_early_licence", "cases_per_list": 5}):
        rank = read_parameters(params).rank

    assert (rank.cadence, rank.cases_per_list) == ("daily_early_licence", 5)
    assert params.read_bytes() == PARAMS.read_bytes()


def test_a_failure_puts_the_settings_of_the_week_back(params):
    with pytest.raises(KeyboardInterrupt), changed_for_now(params, {"cases_per_list": 5}):
        raise KeyboardInterrupt

    assert params.read_bytes() == PARAMS.read_bytes()


def test_a_number_outside_its_range_is_refused_and_nothing_is_changed(params):
    with (
        pytest.raises(InputError, match="cases_per_list"),
        changed_for_now(params, {"cases_per_list": -1}),
    ):
        pass

    assert params.read_bytes() == PARAMS.read_bytes()
