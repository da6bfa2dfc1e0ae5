"""Shares and their intervals: right where theory says what they are."""

import numpy as np
import pytest

from contracts.intervals import wilson
from reports.estimation.share import ratio, wilson_share


def test_one_case_a_person_has_the_textbook_variance():
    found = np.array([1.0] * 20 + [0.0] * 80)

    value, variance = ratio(found, np.ones(100), np.arange(100))

    assert value == 0.2
    assert variance == pytest.approx(0.2 * 0.8 / 99)


def test_the_interval_of_equal_audits_is_wilson_s():
    share = wilson_share(0.2, 0.2 * 0.8 / 100, 100)

    (low,), (high,) = wilson([20], [100])
    assert (share.low, share.high) == pytest.approx((low, high))


def test_cases_of_one_person_say_no_more_than_one_case():
    found = np.repeat([1.0, 0.0, 0.0, 1.0], 5)

    _, variance = ratio(found, np.ones(20), np.repeat(np.arange(4), 5))

    assert variance == pytest.approx(0.25 / 3)


def test_a_group_audited_in_full_has_no_uncertainty_left():
    _, variance = ratio(np.array([1.0, 0]), np.ones(2), np.arange(2), np.zeros(2))

    assert variance == 0


@pytest.mark.parametrize(("value", "variance"), [(np.nan, 0.1), (0.1, np.nan), (-0.1, 0.01)])
def test_what_cannot_be_a_share_is_not_given(value, variance):
    share = wilson_share(value, variance, 40)

    assert share.value is None
    assert share.reason.startswith("cannot tell")


def test_nothing_found_still_has_a_width():
    share = wilson_share(0.0, 0.0, 50)

    assert share.low == 0
    assert 0 < share.high < 0.15
