from dataclasses import replace

import numpy as np

from models.training.label_noise.fit import fit_params, unexplained
from models.training.label_noise.likelihood import Loss
from tests.models.training import made_up


def test_severity_and_shortfalls_are_told_apart_without_any_audit():
    ratings, right = made_up.rated()

    params = fit_params(ratings)

    assert params.severity[0] > 0.7
    assert params.shortfall[1] > 0.5
    assert abs(params.severity[2]) < 0.1
    assert abs(params.shortfall[2]) < 0.1
    told = np.exp(params.joint(ratings.columns))[np.arange(len(right)), :, ratings.assigned]
    under = np.where(np.arange(3) > ratings.assigned[:, None], told, 0).sum(axis=1) / told.sum(
        axis=1
    )
    below_top = ratings.assigned < 2
    found = (right > ratings.assigned)[below_top]
    first = np.argsort(-under[below_top])[: int(0.1 * below_top.sum())]
    assert found[first].mean() > 2 * found.mean()


def test_a_column_that_is_kept_out_counts_nothing():
    ratings, _ = made_up.rated(away=0.0)

    params = fit_params(ratings)

    assert params.shortfall[0] == 0
    assert params.severity[1] == 0


def test_columns_added_to_a_start_are_fitted_with_the_rest():
    ratings, _ = made_up.rated()
    first = {"columns": ratings.columns[:, :2], "scale": ratings.scale[:, :2]}
    narrow = replace(
        ratings, **first, home=ratings.home[:, :2], sign=np.zeros(2), anchor=np.zeros(2, bool)
    )
    start = fit_params(narrow)

    wider = fit_params(ratings, start)

    assert len(wider.severity) == 3
    assert (
        Loss.of(ratings)(Loss.of(ratings).theta(wider))[0]
        <= Loss.of(narrow)(Loss.of(narrow).theta(start))[0]
    )


def test_what_is_unexplained_averages_to_nothing_at_the_best_params():
    ratings, _ = made_up.rated()

    left = unexplained(ratings, fit_params(ratings))

    assert left.shape == (2, len(ratings.columns))
    assert abs(left[0].mean()) < 0.01


def test_levels_that_nobody_was_given_are_still_told_of():
    ratings, _ = made_up.rated(n=300)
    flat = replace(ratings, assigned=np.zeros(300, dtype=np.intp))

    params = fit_params(flat)

    assert np.isfinite(params.severity).all()
    assert np.exp(params.joint(flat.columns)).sum(axis=1)[:, 0].mean() > 0.9
