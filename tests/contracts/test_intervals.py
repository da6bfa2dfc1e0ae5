import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.intervals import wilson


def test_the_interval_stays_within_nought_and_one_and_is_never_a_point():
    low, high = wilson([0, 5], [5, 5])

    assert low[0] == pytest.approx(0.0)
    assert high[1] == pytest.approx(1.0)
    assert (high - low > 0.3).all()


def test_the_interval_of_nothing_is_unknown():
    low, high = wilson([0], [0])

    assert np.isnan([low[0], high[0]]).all()


def test_no_shares_have_no_intervals():
    low, high = wilson([], [])

    assert len(low) == len(high) == 0


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_always_holds_the_share(counts):
    found, n = counts

    low, high = wilson([found], [n])

    assert 0 <= low[0] <= found / n + 1e-12
    assert found / n - 1e-12 <= high[0] <= 1
