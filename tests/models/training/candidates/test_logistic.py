import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from models.training.candidates.logistic import Penalty, as_logistic, fit_logistic


def cases(seed=0, n=300, width=4):
    rng = np.random.default_rng(seed)
    design = rng.normal(size=(n, width))
    y = (design[:, 0] - design[:, 1] + rng.logistic(size=n) > 0).astype(float)
    return design, y


def penalty(width=4, *, ridge=1.0, lasso=0.0, sign=0.0):
    return Penalty(
        np.full(width, ridge), np.full(width, lasso), np.full(width, sign), np.zeros(width)
    )


def test_without_directions_it_is_ordinary_ridge_logistic_regression():
    design, y = cases()

    ours = fit_logistic(design, y, np.ones(len(design)), penalty())
    theirs = LogisticRegression(C=1.0, tol=1e-8).fit(design, y)

    assert np.allclose(ours.coef_, theirs.coef_, atol=1e-3)
    assert np.allclose(ours.intercept_, theirs.intercept_, atol=1e-3)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=4, max_size=4), st.integers(0, 50))
def test_weights_never_leave_their_declared_direction(sign, seed):
    design, y = cases(seed, n=60)
    held = Penalty(np.ones(4), np.full(4, 0.5), np.array(sign), np.zeros(4))

    fitted = fit_logistic(design, y, np.ones(60), held)

    assert (fitted.coef_[0] * np.array(sign) >= 0).all()


def test_a_strong_lasso_leaves_a_column_of_noise_out_and_keeps_one_that_lowers():
    design, y = cases()

    fitted = fit_logistic(design, y, np.ones(len(design)), penalty(lasso=20.0))

    assert abs(fitted.coef_[0, 3]) < 1e-6
    assert fitted.coef_[0, 1] < -0.1


def test_a_case_that_counts_twice_is_as_good_as_two():
    design, y = cases(n=50)
    twice = np.r_[np.arange(50), 0]
    weight = np.ones(50)
    weight[0] = 2.0

    weighted = fit_logistic(design, y, weight, penalty())
    repeated = fit_logistic(design[twice], y[twice], np.ones(51), penalty())

    assert np.allclose(weighted.coef_, repeated.coef_, atol=1e-3)


def test_given_numbers_become_an_estimator():
    fitted = as_logistic(np.array([2.0, -1.0]), 0.5)

    assert fitted.decision_function(np.array([[1.0, 1.0]]))[0] == 1.5
