from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from models.training.label_noise.fit import fit_params
from models.training.label_noise.likelihood import Loss
from tests.models.training import made_up


@pytest.mark.parametrize("levels", [2, 3, 4, 9])
def test_the_slope_is_that_of_the_loss(levels):
    rng = np.random.default_rng(levels)
    whole, _ = made_up.rated(n=60, levels=levels)
    loss = Loss.of(replace(whole, anchor=np.arange(3) == levels % 2))
    theta = loss.start() + 0.2 * rng.normal(size=len(loss.start()))

    value, slope = loss(theta)

    assert np.isfinite(value)
    assert np.allclose(slope, approx_fprime(theta, lambda at: loss(at)[0], 1e-6), atol=1e-2)


def test_chances_of_right_and_assigned_levels_add_up_to_one():
    ratings, _ = made_up.rated(n=200, levels=4)

    told = np.exp(fit_params(ratings).joint(ratings.columns))

    assert told.shape == (200, 4, 4)
    assert np.allclose(told.sum(axis=(1, 2)), 1)


def test_each_entry_of_theta_has_bounds_and_those_of_a_declared_direction_keep_its_sign():
    ratings = replace(made_up.rated(n=60, levels=4)[0], sign=np.array([1.0, -1.0, 0.0]))
    loss, free = Loss.of(ratings), (None, None)

    bounds = list(loss.bounds())

    assert len(bounds) == len(loss.start())
    assert bounds[:7] == [free, free, free, (0.0, None), (None, 0.0), free, free]
    assert set(bounds[7:]) == {free}


def test_a_column_that_may_not_count_is_free_at_no_stage():
    ratings, _ = made_up.rated(n=60, levels=3)
    scale = ratings.scale.copy()
    scale[0, 1] = 0.0  # the second column, in severity
    home = np.array([[True, False, True], [False, True, False]])

    stages = Loss.of(replace(ratings, scale=scale, home=home)).stages()

    weights = [list(stage[:6].astype(int)) for stage in stages]
    assert weights == [[1, 0, 1, 0, 0, 0], [1, 0, 1, 0, 1, 0], [1, 0, 1, 1, 1, 1]]
