"""A reader with a pencil: every table that fits what was published is tried out."""

import itertools

import numpy as np

from contracts.disclosure.attack import exposed
from tests.made_up_disclosure import RULES

HIDDEN = np.nan


def test_a_count_that_the_totals_leave_one_value_is_found():
    exact = np.array([[HIDDEN, 20.0, 0.0, 25.0]])  # 18 to 22 beside a total of 23 to 27

    narrow = RULES.__class__(6, 1, 30, 10, 5)  # nothing is rounded: 25 less 20

    assert exposed(exact, narrow, column_totals=False) == [(0, 0)]


def test_rounding_alone_does_not_hide_a_count_between_few_others():
    shown = np.array([[HIDDEN, 0.0, HIDDEN, 5.0]])  # the total is 6 or 7: 1 to 6 for each

    found = exposed(shown, RULES, column_totals=False)

    assert found == []


def test_a_total_of_two_withheld_counts_that_are_nearly_all_there_is_is_found():
    shown = np.array([[HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, 5.0]])  # five of 6 or 7

    found = exposed(shown, RULES, column_totals=False)

    assert found == [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4)]


def test_a_table_without_withheld_counts_has_nothing_to_find():
    assert exposed(np.array([[10.0, 10.0, 20.0]]), RULES, column_totals=False) == []


def test_a_later_edition_that_shows_the_neighbour_gives_a_count_away():
    narrow = RULES.__class__(6, 1, 30, 10, 5)
    before = np.array([[HIDDEN, HIDDEN, 14.0]])
    after = np.array([[HIDDEN, 10.0, 14.0]])  # the total has not grown, so neither has grown

    assert exposed(before, narrow, column_totals=False) == []
    assert exposed(after, narrow, before, column_totals=False) == [(0, 0), (0, 1)]


def test_the_programme_finds_the_ends_that_trying_every_table_finds():
    shown = np.array([[HIDDEN, HIDDEN, 10.0], [HIDDEN, HIDDEN, 15.0], [10.0, 15.0, 25.0]])
    low, high = 8, 12
    fits = [
        (a, b, c, d)
        for a, b, c, d in itertools.product(range(1, 18), repeat=4)
        if low <= a + b <= high
        and 13 <= c + d <= 17
        and low <= a + c <= high
        and 13 <= b + d <= 17
        and 23 <= a + b + c + d <= 27
    ]
    ranges = [max(values) - min(values) for values in zip(*fits, strict=True)]

    assert exposed(shown, RULES) == []
    assert min(ranges) >= RULES.round_to
