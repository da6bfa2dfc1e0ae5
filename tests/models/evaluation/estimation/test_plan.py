import numpy as np
import pytest

from models.evaluation.estimation.plan import counted, over_repeats, ratio
from tests.models.evaluation.made_up import cases_of

NAN = np.nan


def test_a_statistic_is_taken_within_each_repeat_and_then_averaged():
    twice = cases_of([1, 1, 0, NAN], repeat=[0, 0, 1, 1])

    drawn = over_repeats(twice, np.ones(4, dtype=bool), lambda rows: {"n": np.array([rows[0] + 1])})

    assert drawn["n"] == pytest.approx(1.5)


def test_counts_are_of_one_repeat():
    twice = cases_of([1, 1, 0, NAN, 1, 1, 0, NAN], repeat=[0] * 4 + [1] * 4)

    assert counted(twice, twice.audited) == (3, 2)


def test_nothing_divided_by_nothing_is_unknown():
    assert np.isnan(ratio(np.array([0.0]), np.array([0.0])))[0]
