import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.training.label_noise.steps_and_interactions import MOST_PAIRS, Basis, surprising_pairs


def some(n=400, width=3, seed=0):
    return np.random.default_rng(seed).normal(size=(n, width))


def test_columns_stand_first_and_all_else_has_mean_0_and_spread_1():
    X_scaled = some()

    basis = Basis.of(X_scaled, np.array([0, 2])).with_pairs(X_scaled, np.array([[0, 1]]))
    wide = basis.transform(X_scaled)

    assert np.array_equal(wide[:, :3], X_scaled)
    assert wide.shape == (400, len(basis))
    assert np.allclose(wide[:, 3:].mean(axis=0), 0)
    assert np.allclose(wide[:, 3:].std(axis=0), 1)


def test_a_step_says_whether_the_column_is_beyond_its_threshold():
    X_scaled = np.repeat([[-1.0], [0.0], [1.0], [2.0]], 10, axis=0)

    basis = Basis.of(X_scaled, np.array([0]))
    crossed = basis.transform(X_scaled)[:, 1:] > 0

    assert basis.thresholds.tolist() == [0.0, 1.0]
    assert crossed[::10].tolist() == [[False, False], [False, False], [True, False], [True, True]]


def test_a_column_that_mostly_stands_at_its_lowest_has_a_step_in_the_middle_of_the_rest():
    X_scaled = np.r_[np.zeros(70), np.arange(1.0, 31.0)][:, None]

    thresholds = Basis.of(X_scaled, np.array([0])).thresholds

    assert 15.0 in thresholds.tolist()


def test_a_column_of_few_values_has_no_steps():
    flag = np.tile([0.0, 1.0], 20)[:, None]

    assert len(Basis.of(flag, np.array([0]))) == 1


@given(st.integers(0, 2**16))
def test_amounts_handed_to_columns_add_up_to_the_same(seed):
    X_scaled = some(n=30, seed=seed)
    basis = Basis.of(X_scaled, np.arange(3)).with_pairs(X_scaled, np.array([[0, 2], [1, 2]]))
    amounts = np.random.default_rng(seed).normal(size=(30, len(basis)))

    assert np.allclose(basis.to_columns(amounts).sum(axis=1), amounts.sum(axis=1))


def test_a_pairs_amount_is_halved_between_its_columns():
    X_scaled = some()
    basis = Basis.of(X_scaled, np.array([], dtype=int)).with_pairs(X_scaled, np.array([[0, 2]]))

    assert basis.to_columns(np.array([0.0, 0.0, 0.0, 1.0])).tolist() == [0.5, 0.0, 0.5]


def test_a_product_that_explains_what_is_left_is_found_and_no_other():
    X_scaled = some(n=3000, width=6)
    left = 0.3 * X_scaled[:, 1] * X_scaled[:, 4] + np.random.default_rng(1).normal(size=3000)
    every = np.ones((6, 6), dtype=bool)

    assert surprising_pairs(X_scaled, left, every).tolist() == [[1, 4]]


def test_pairs_that_are_not_allowed_are_not_found():
    X_scaled = some(n=3000, width=6)
    left = X_scaled[:, 1] * X_scaled[:, 4]

    assert not len(surprising_pairs(X_scaled, left, np.zeros((6, 6), dtype=bool)))


def test_a_product_that_only_a_handful_of_records_have_is_no_surprise():
    X_scaled = np.zeros((1000, 2))
    X_scaled[:10] = 1.0
    left = np.r_[np.ones(10), np.zeros(990)]

    assert not len(surprising_pairs(X_scaled, left, np.ones((2, 2), dtype=bool)))


def test_there_are_never_more_pairs_than_the_most():
    X_scaled = some(n=20_000, width=20)
    left = np.square(X_scaled.sum(axis=1)) - 20

    found = surprising_pairs(X_scaled, left, np.ones((20, 20), dtype=bool))

    assert len(found) == MOST_PAIRS


def test_a_pair_is_the_product_of_its_columns_clipped_at_three_standard_deviations():
    X_scaled = some()
    X_scaled[0, 0] = 50.0

    basis = Basis.of(X_scaled, np.array([], dtype=int)).with_pairs(X_scaled, np.array([[0, 2]]))

    product = np.clip(X_scaled, -3.0, 3.0)[:, [0, 2]].prod(axis=1)
    pair = basis.transform(X_scaled)[:, 3]
    assert np.allclose(pair, (product - product.mean()) / product.std())
