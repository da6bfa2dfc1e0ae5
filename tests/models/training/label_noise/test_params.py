import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.training.label_noise.params import (
    FARTHEST,
    NoisyLabelParams,
    RatingData,
    below,
    presumed_confusion,
)

LEVELS = st.integers(2, 9)


def params(levels, severity=(0.0,), shortfall=(0.0,)):
    return NoisyLabelParams(
        np.array(severity),
        np.array(shortfall),
        np.zeros(levels),
        presumed_confusion(levels),
        np.zeros((levels, len(severity))),
    )


@given(LEVELS, st.integers(0, 100))
def test_chances_of_right_and_assigned_levels_add_up_to_one(levels, seed):
    rng = np.random.default_rng(seed)
    model = params(levels, rng.normal(size=2), 50 * rng.normal(size=2))

    joint = np.exp(model.joint(rng.normal(size=(5, 2))))

    assert joint.shape == (5, levels, levels)
    np.testing.assert_allclose(joint.sum(axis=(1, 2)), 1)


def test_severity_moves_the_right_level_up_and_leaves_how_it_is_rated():
    columns = np.array([[0.0], [2.0]])

    calm, severe = np.exp(params(3, severity=[1.0]).joint(columns))

    assert (severe.sum(axis=1) @ np.arange(3)) > (calm.sum(axis=1) @ np.arange(3))
    np.testing.assert_allclose(
        severe / severe.sum(axis=1, keepdims=True), calm / calm.sum(axis=1, keepdims=True)
    )


def test_a_shortfall_moves_ratings_down_and_leaves_the_right_level():
    columns = np.array([[0.0], [2.0]])

    seen, missed = np.exp(params(3, shortfall=[1.0]).joint(columns))

    np.testing.assert_allclose(missed.sum(axis=1), seen.sum(axis=1))
    assert (missed * below(3)).sum() > (seen * below(3)).sum()


def test_one_level_of_severity_is_worth_its_log_odds():
    (joint,) = params(3, severity=[1.0]).joint(np.array([[0.7]]))

    right = np.exp(joint).sum(axis=1)
    np.testing.assert_allclose(np.diff(np.log(right)), 0.7)


def test_beyond_the_farthest_shortfall_nothing_changes():
    model = params(3, shortfall=[1.0])

    far, farther = model.joint(np.array([[FARTHEST], [10 * FARTHEST]]))
    down, further_down = model.joint(np.array([[-FARTHEST], [-10 * FARTHEST]]))

    np.testing.assert_array_equal(far, farther)
    np.testing.assert_array_equal(down, further_down)


@given(LEVELS)
def test_below_is_true_of_assigned_levels_under_the_right_one(levels):
    mask = below(levels)

    assert mask.tolist() == [[a < right for a in range(levels)] for right in range(levels)]


def test_presumed_ratings_are_right_more_often_than_low_and_low_more_often_than_high():
    odds = np.exp(presumed_confusion(4))

    np.testing.assert_allclose(np.diag(odds), 1)
    np.testing.assert_allclose(odds[1], [0.15, 1, 0.04, 0.04 * 0.15])
    np.testing.assert_allclose(odds[3], [0.15**3, 0.15**2, 0.15, 1])


@pytest.mark.parametrize(("step", "kept"), [(1, [0, 1, 2, 3, 4]), (2, [0, 2, 4]), (9, [0])])
def test_every_second_record_is_kept_with_all_else_as_it_is(step, kept):
    data = RatingData(
        columns=np.arange(5.0)[:, None],
        assigned=np.arange(5),
        n_levels=9,
        scale=np.ones((2, 1)),
        home=np.ones((2, 1), bool),
        sign=np.ones(1),
        anchor=np.zeros(1, bool),
    )

    fewer = data.every(step)

    assert fewer.assigned.tolist() == kept
    assert fewer.columns[:, 0].tolist() == kept
    assert (fewer.n_levels, fewer.scale, fewer.sign) == (9, data.scale, data.sign)
