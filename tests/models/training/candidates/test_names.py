import logging

import pytest

from models.training.candidates.names import RENAMED_CANDIDATES, current_name
from models.training.candidates.registry import CANDIDATES


@pytest.mark.parametrize("name", sorted(RENAMED_CANDIDATES))
def test_an_older_name_is_read_and_the_newer_one_is_said_in_one_line(name, caplog):
    caplog.set_level(logging.WARNING)

    now = current_name(name, where="train.candidates")

    assert now in CANDIDATES
    assert [record.getMessage() for record in caplog.records] == [
        f"params.yaml, train.candidates: '{name}' is called '{now}' now"
    ]


def test_a_name_of_today_is_kept_without_a_word(caplog):
    assert current_name("stacked", where="gate.champion") == "stacked"
    assert not caplog.records
