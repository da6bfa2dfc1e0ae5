import numpy as np
import pytest

from benchmarks.public.figures import average_precision, difference, precision_at

Y = np.array([1.0, 0.0, 0.0, 1.0])


def test_a_tie_counts_at_its_worst():
    assert average_precision(Y, np.zeros(4)) == pytest.approx((1 / 3 + 2 / 4) / 2)
    assert precision_at(Y, np.zeros(4), 0.25) == 0.0


def test_an_order_that_puts_all_finds_first_is_perfect():
    assert average_precision(Y, Y) == 1.0
    assert precision_at(Y, Y, 0.5) == 1.0


def test_nothing_to_find_is_found_by_nobody():
    assert average_precision(np.zeros(4), Y) == 0.0


def test_a_reader_does_not_differ_from_itself_and_leads_a_random_one():
    rng = np.random.default_rng(0)
    y = (rng.random(400) < 0.2).astype(float)
    good, noise = y + rng.normal(size=400), rng.normal(size=400)

    assert difference(y, good, good) == (0.0, 0.0)
    assert difference(y, good, noise)[0] > 0
