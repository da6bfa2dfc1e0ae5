import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklists.auditing.inclusion import inclusion_probabilities, plain_chance, worth_knowing

WORTH = st.lists(st.floats(0, 100), min_size=1, max_size=60).map(np.array)


@given(WORTH, st.integers(1, 60))
def test_chances_add_up_to_the_number_and_none_is_nothing_or_above_one(worth, number):
    chances = inclusion_probabilities(worth, number)

    assert chances.sum() == pytest.approx(min(number, len(worth)))
    assert (chances > 0).all()
    assert (chances <= 1 + 1e-9).all()


@given(WORTH, st.integers(1, 59))
def test_what_is_worth_more_is_never_drawn_less_and_all_have_the_plain_chance(worth, number):
    chances = inclusion_probabilities(worth, number)

    assert (np.diff(chances[np.argsort(worth)]) >= -1e-9).all()
    assert (chances >= plain_chance(len(worth), number) * (1 - 1e-9)).all()


def test_a_case_on_the_fence_tells_more_than_a_clear_one():
    levels = pd.Series(["medium"] * 3)

    worth = worth_knowing(np.array([0.01, 0.5, 0.99]), levels, levels)

    assert worth.argmax() == 1
    assert worth[0] == pytest.approx(worth[2])


def test_a_level_that_few_audits_speak_of_is_worth_more():
    cases = pd.Series(["low"] * 100 + ["medium"] * 100)
    audited = pd.Series(["low"] * 10 + ["medium"] * 200)

    worth = worth_knowing(np.full(200, 0.2), cases, audited)

    assert worth[0] / worth[-1] == pytest.approx(np.sqrt(225 / 35))


def test_without_a_chance_cases_of_a_level_are_alike():
    cases = pd.Series(["low", "low", "medium"])

    worth = worth_knowing(np.full(3, np.nan), cases, cases.head(0))

    assert worth[0] == worth[1]
    assert (worth > 0).all()
