import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.evaluation.estimation.cutoff import listed, listed_on_average, places_of

SMALL = st.lists(
    st.tuples(st.sampled_from([0.1, 0.5, 0.9]), st.sampled_from([0.0, 1.0, np.nan])),
    min_size=1,
    max_size=6,
)


def orders_by_score(score):
    """Every order that sorts by score, highest first."""
    return (
        order
        for order in itertools.permutations(range(len(score)))
        if all(score[a] >= score[b] for a, b in itertools.pairwise(order))
    )


@settings(max_examples=60, deadline=None)
@given(SMALL, st.floats(0.05, 1.0))
def test_no_order_of_equal_scores_finds_less_than_the_list(cases, share):
    score, y = (np.array(column) for column in zip(*cases, strict=True))
    window = np.zeros(len(score), dtype=np.intp)
    places = places_of(window, share)[0]

    on_list = listed(score, y, window=window, share=share)

    worst = min(np.nansum(y[list(order[:places])]) for order in orders_by_score(score))
    assert np.nansum(y[on_list]) == worst
    assert on_list.sum() == places


@settings(max_examples=60, deadline=None)
@given(SMALL, st.floats(0.05, 1.0))
def test_ties_by_lot_are_the_mean_over_all_orders(cases, share):
    score = np.array([case[0] for case in cases])
    window = np.zeros(len(score), dtype=np.intp)
    places = places_of(window, share)[0]

    chance = listed_on_average(score, window=window, share=share)

    lists = [np.isin(np.arange(len(score)), order[:places]) for order in orders_by_score(score)]
    assert chance == pytest.approx(np.mean(lists, axis=0))


def test_each_window_has_a_list_of_its_own():
    score = np.array([0.9, 0.8, 0.2, 0.1])
    window = np.array([0, 0, 1, 1])

    on_list = listed(score, np.zeros(4), window=window, share=0.5)

    assert on_list.tolist() == [True, False, True, False]


def test_places_are_counted_on_all_cases_of_the_window_and_never_none():
    assert places_of(np.array([0] * 100 + [1] * 3), 0.05).tolist() == [5, 1]
