"""The planted bias is found with its size inside its interval; without one, few false alarms."""

import numpy as np
from scipy.special import expit, logit

from reports.estimation.unexplained import shift
from tests.reports.made_up import chances


def _shift(random, bias, n=1500):
    chance, group = chances(random, n), random.random(n) < 0.3
    found = (random.random(n) < expit(logit(chance) + bias * group)).astype(float)
    return shift(found, chance, np.ones(n), group, np.arange(n))


def test_the_planted_bias_lies_in_its_interval_about_as_often_as_stated():
    random = np.random.default_rng(4)
    shifts = [_shift(random, 0.8) for _ in range(60)]

    covered = sum(one.low <= 0.8 <= one.high for one in shifts)

    assert covered >= 53
    assert np.mean([one.p < 0.05 for one in shifts]) > 0.8


def test_without_a_bias_alarms_are_as_rare_as_stated():
    random = np.random.default_rng(5)

    alarms = sum(_shift(random, 0.0).p < 0.05 for _ in range(100))

    assert alarms <= 11


def test_too_few_finds_give_no_shift():
    assert _shift(np.random.default_rng(6), 0.0, n=40) is None
