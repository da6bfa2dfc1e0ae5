import numpy as np
import pytest

from models.evaluation.estimation.settings import View, counted, over_repeats, ratio
from tests.models.evaluation.made_up import field

NAN = np.nan


def test_a_statistic_is_taken_within_each_repeat_and_then_averaged():
    twice = field([1, 1, 0, NAN], repeat=[0, 0, 1, 1])

    told = over_repeats(twice, np.ones(4, dtype=bool), lambda rows: {"n": np.array([rows[0] + 1])})

    assert told["n"] == pytest.approx(1.5)


def test_counts_are_of_one_repeat():
    twice = field([1, 1, 0, NAN, 1, 1, 0, NAN], repeat=[0] * 4 + [1] * 4)

    assert counted(twice, twice.audited) == (3, 2)


def test_nothing_divided_by_nothing_is_unknown():
    assert np.isnan(ratio(np.array([0.0]), np.array([0.0])))[0]


def test_a_part_of_a_view_keeps_what_is_claimed():
    part = View(np.array([1.0, 2.0]), np.array([0.1, 0.2])).where(np.array([False, True]))

    assert (part.score.tolist(), part.claimed.tolist()) == ([2.0], [0.2])
