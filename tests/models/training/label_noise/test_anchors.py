import numpy as np
import pytest

from models.training.label_noise.anchors import MOST, find_anchors

ALL = np.ones(4, dtype=bool)


def ratings(n=4000, seed=0, anchored=0.6, levels=4):
    """Columns; and ratings by all of them, or by the level that column 2 points at."""
    rng = np.random.default_rng(seed)
    X_scaled = rng.normal(size=(n, 4))
    thresholds = np.linspace(-1.0, 1.5, levels - 1)
    weighed = np.digitize(1.5 * X_scaled[:, 0] + X_scaled[:, 1] + rng.logistic(size=n), thresholds)
    pointed = np.digitize(X_scaled[:, 2], thresholds)
    return X_scaled, np.where(rng.random(n) < anchored, pointed, weighed).astype(float)


@pytest.mark.parametrize("seed", range(3))
def test_what_officers_hold_on_to_is_found_in_their_ratings_alone(seed):
    anchors = find_anchors(*ratings(seed=seed), ALL, seed=0)

    assert anchors.tolist() == [False, False, True, False]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_weighed_is_no_anchor_however_much_it_counts(seed):
    anchors = find_anchors(*ratings(seed=seed, anchored=0.0), ALL, seed=0)

    assert not anchors.any()


def test_a_column_that_may_not_be_read_is_no_anchor():
    allowed = np.array([True, True, False, True])

    anchors = find_anchors(*ratings(), allowed, seed=0)

    assert not anchors[2]


def test_on_a_scale_of_two_levels_nothing_can_be_told():
    assert not find_anchors(*ratings(levels=2), ALL, seed=0).any()


@pytest.mark.parametrize("levels", [[1.0], [0.0, 2.0], [0.0, 1.0, 2.0]])
def test_hardly_any_ratings_have_no_anchor(levels):
    rng = np.random.default_rng(0)

    anchors = find_anchors(rng.normal(size=(len(levels), 4)), np.array(levels), ALL, seed=0)

    assert not anchors.any()


def test_without_columns_there_is_no_anchor():
    assert find_anchors(np.zeros((9, 0)), np.arange(9.0) % 3, np.zeros(0, bool), seed=0).shape == (
        0,
    )


def test_at_most_so_many_columns_are_anchors():
    rng = np.random.default_rng(0)
    X_scaled = rng.normal(size=(6000, 6))
    pointed = np.digitize(X_scaled, [-0.7, 0.2, 1.2])
    chosen = pointed[np.arange(6000), rng.integers(0, 6, 6000)].astype(float)

    assert find_anchors(X_scaled, chosen, np.ones(6, bool), seed=0).sum() <= MOST


def test_a_rating_that_a_rule_makes_of_a_column_has_no_anchor():
    X_scaled, _ = ratings()
    bands = np.digitize(X_scaled[:, 2], [-0.7, 0.3, 1.3]).astype(float)

    assert not find_anchors(X_scaled, bands, ALL, seed=0).any()
