import numpy as np
import pytest
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from models.evaluation.estimation.logistic_draws import fit_draws


def audits(n=400, seed=0):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=n)])
    y = (rng.random(n) < expit(X @ [-0.5, 1.0])).astype(np.float64)
    return X, y, rng


def test_each_draw_is_the_logistic_regression_of_its_weights():
    X, y, rng = audits()
    mass = rng.integers(0, 3, size=(3, len(X))).astype(np.float64)

    fitted = fit_draws(X, y, mass, start=np.zeros(2), ridge=np.zeros(2))

    for beta, weight in zip(fitted, mass, strict=True):
        model = LogisticRegression(C=np.inf, fit_intercept=False, tol=1e-10)
        model.fit(X, y, sample_weight=weight)
        np.testing.assert_allclose(beta, model.coef_[0], atol=1e-4)


def test_the_slope_of_the_penalised_likelihood_is_zero_at_the_fit():
    X, y, _ = audits()
    start, ridge = np.array([0.0, 2.0]), np.array([1.0, 5.0])

    (beta,) = fit_draws(X, y, np.ones((1, len(X))), start=start, ridge=ridge)

    slope = (y - expit(X @ beta)) @ X - ridge * (beta - start)
    np.testing.assert_allclose(slope, 0, atol=1e-5)


def test_a_ridge_without_audits_or_without_end_keeps_to_the_start():
    X, y, _ = audits()
    start = np.array([0.3, 1.0])

    none = fit_draws(X, y, np.zeros((1, len(X))), start=start, ridge=np.ones(2))
    endless = fit_draws(X, y, np.ones((1, len(X))), start=start, ridge=np.full(2, 1e12))

    np.testing.assert_allclose(none[0], start)
    np.testing.assert_allclose(endless[0], start, atol=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_a_stronger_ridge_draws_nearer_to_the_start(seed):
    X, y, _ = audits(n=60, seed=seed)
    start = np.array([0.0, -1.0])

    far = [
        abs(fit_draws(X, y, np.ones((1, 60)), start=start, ridge=np.array([0.0, r]))[0, 1] + 1)
        for r in (0.1, 1.0, 10.0, 100.0)
    ]

    assert far == sorted(far, reverse=True)


def test_a_draw_without_a_solution_is_blank_and_the_others_stand():
    X, y, _ = audits()
    mass = np.stack([np.zeros(len(X)), np.ones(len(X))])

    fitted = fit_draws(X, y, mass, start=np.zeros(2), ridge=np.zeros(2))

    assert np.isnan(fitted[0]).all()
    assert np.isfinite(fitted[1]).all()


def test_where_a_column_parts_finds_from_the_rest_the_search_still_ends():
    X = np.array([[1.0, -1.0], [1.0, 1.0]])

    fitted = fit_draws(
        X, np.array([0.0, 1.0]), np.ones((1, 2)), start=np.zeros(2), ridge=np.ones(2)
    )

    assert np.isfinite(fitted).all()
    assert fitted[0, 1] > 0
    assert abs(fitted[0, 0]) < 1e-9
