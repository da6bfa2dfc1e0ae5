import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import InputError
from contracts.levels import ROSH, Scale

SCALE = Scale(ROSH, high_from="high")
RATED = st.lists(st.tuples(*[st.sampled_from([*ROSH, None])] * 2), max_size=20)


@pytest.mark.parametrize(
    ("levels", "high_from", "faults"),
    [
        (("low",), "low", ["1 levels; allowed: 2 to 9, least severe first", "high_from is 'low'"]),
        (tuple("abcdefghij"), "b", ["10 levels; allowed: 2 to 9, least severe first"]),
        (("low", "high", "low"), "high", ["a level is named twice; allowed: each level once"]),
        (("low", "high"), "low", ["high_from is 'low'; allowed: one of high"]),
        (("low", "mid", "high"), "hgih", ["high_from is 'hgih'; allowed: one of mid, high"]),
    ],
)
def test_a_scale_that_cannot_order_ratings_is_refused_with_all_faults(levels, high_from, faults):
    with pytest.raises(InputError) as refusal:
        Scale(levels, high_from)

    assert len(refusal.value.faults) == len(faults)
    for found, expected in zip(refusal.value.faults, faults, strict=True):
        assert found.startswith(expected)
    assert refusal.value.where == "scale of levels"
    assert refusal.value.next_step == "correct 'scale' in the source's profile"


@pytest.mark.parametrize("count", [2, 9])
def test_two_to_nine_levels_are_a_scale(count):
    levels = tuple("abcdefghi"[:count])

    scale = Scale(levels, high_from=levels[-1])

    assert scale.high_rank == count - 1


def test_ranks_count_from_the_least_severe_and_a_blank_has_none():
    ranks = SCALE.rank(["very_high", "low", None, float("nan"), "high"])

    np.testing.assert_array_equal(ranks, [3.0, 0.0, np.nan, np.nan, 2.0])
    assert SCALE.rank([]).shape == (0,)


def test_a_value_that_is_no_level_is_an_error_of_the_caller():
    with pytest.raises(KeyError, match="Low"):
        SCALE.rank(["low", "Low"])


@given(RATED)
def test_under_and_over_agree_with_comparing_positions_one_by_one(rated):
    assigned, right = [one for one, _ in rated], [one for _, one in rated]

    under, over = SCALE.is_under(assigned, right), SCALE.is_over(assigned, right)

    for n, (a, r) in enumerate(rated):
        if a is None or r is None:
            assert np.isnan(under[n])
            assert np.isnan(over[n])
        else:
            assert under[n] == (ROSH.index(r) > ROSH.index(a))
            assert over[n] == (ROSH.index(r) < ROSH.index(a))


@given(RATED)
def test_over_is_under_with_the_two_levels_exchanged(rated):
    assigned, right = [one for one, _ in rated], [one for _, one in rated]

    over = SCALE.is_over(assigned, right)

    np.testing.assert_array_equal(over, SCALE.is_under(right, assigned))
