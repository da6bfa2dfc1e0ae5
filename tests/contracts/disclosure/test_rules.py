"""Thresholds are met from the right side, and a shown count tells no more than its rounding."""

from hypothesis import given
from hypothesis import strategies as st

from tests.made_up_disclosure import RULES


@given(st.integers(0, 10_000).filter(lambda count: not 1 <= count <= 5))
def test_a_count_lies_among_those_that_its_rounding_could_be(count):
    low, high = RULES.could_be(RULES.rounded(count))

    assert low <= count <= high


def test_one_to_five_are_small_and_nothing_else_is():
    assert [count for count in range(10) if RULES.small(count)] == [1, 2, 3, 4, 5]
