from dataclasses import replace

import numpy as np

from models.training.label_noise.cross_fit import RatedRows
from models.training.label_noise.higher_level_odds import MOST, fit_upward


def rated_rows(n=3000, seed=0, weights=(1.0, 0.5, 0.5, 0.0)):
    """Ratings that go by weighted columns."""
    rng = np.random.default_rng(seed)
    X_scaled = rng.normal(size=(n, len(weights)))
    index = X_scaled @ np.array(weights) + rng.logistic(size=n)
    return RatedRows(X_scaled, np.digitize(index, [0.0, 1.5]).astype(float), rng.integers(0, 4, n))


ALL, NONE = np.ones(4, dtype=bool), np.zeros(4, dtype=bool)


def test_a_rating_below_what_such_a_person_is_assigned_stands_out():
    rows = rated_rows()
    model = fit_upward(rows, ALL, NONE, n_levels=3, seed=0)
    low = rows.assigned == 0

    log_odds = model.log_odds(rows.X_scaled, rows.assigned, rows.fold)

    assert np.corrcoef(log_odds[low], rows.X_scaled[low, 0])[0, 1] > 0.5


def test_columns_add_up_to_the_log_odds_but_for_the_levels_own():
    rows = rated_rows()
    model = fit_upward(rows, ALL, NONE, n_levels=3, seed=0)

    log_odds = model.log_odds(rows.X_scaled, rows.assigned, rows.fold)
    added = model.by_column(rows.X_scaled, rows.assigned, rows.fold).sum(axis=1)

    one = rows.assigned == 1
    assert np.allclose(log_odds[one] - added[one], model.intercepts[1])


def test_how_a_rating_was_made_has_no_weight():
    person = np.array([True, True, False, True])

    model = fit_upward(rated_rows(), person, NONE, n_levels=3, seed=0)

    assert (model.weights[:, :, 2] == 0).all()


def test_what_officers_hold_on_to_above_all_is_capped():
    model = fit_upward(rated_rows(weights=(3.0, 0.1, 0.1, 0.1)), ALL, NONE, n_levels=3, seed=0)
    free = fit_upward(rated_rows(weights=(0.5, 0.4, 0.5, 0.4)), ALL, NONE, n_levels=3, seed=0)

    share = np.abs(model.weights[:, 0]).max(axis=1) / np.abs(model.weights[:, 0]).sum(axis=1)

    assert (share < 1.0).all()
    assert np.abs(free.weights[0, 0]).max() < MOST * np.sqrt(np.square(free.weights[0, 0]).mean())


def test_a_person_is_read_by_what_other_peoples_ratings_teach():
    rows = rated_rows()
    spoilt = replace(rows, assigned=np.where(rows.fold == 0, 0.0, rows.assigned))

    before = fit_upward(rows, ALL, NONE, n_levels=3, seed=0)
    after = fit_upward(spoilt, ALL, NONE, n_levels=3, seed=0)

    assert np.array_equal(before.weights[0], after.weights[0])
    assert not np.array_equal(before.weights[1], after.weights[1])


def test_a_level_that_nobody_was_assigned_is_read_by_its_rate_alone():
    rows = replace(rated_rows(n=200), assigned=np.zeros(200))

    model = fit_upward(rows, ALL, NONE, n_levels=3, seed=0)

    assert (model.weights == 0).all()
    assert (model.intercepts < -4).all()
    assert model.intercepts.shape == (2,)


def test_what_officers_hold_on_to_has_no_weight_and_changes_no_other():
    rows = rated_rows()
    first = np.arange(4) == 0

    free = fit_upward(rows, ALL, NONE, n_levels=3, seed=0)
    anchored = fit_upward(rows, ALL, first, n_levels=3, seed=0)

    assert (anchored.weights[:, :, 0] == 0).all()
    assert np.array_equal(anchored.weights[:, :, 1:], free.weights[:, :, 1:])
