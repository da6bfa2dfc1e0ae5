from dataclasses import replace

import numpy as np

from models.training.label_noise.cross_fit import ColumnRoles, RatedRows, fit_norm
from models.training.label_noise.model import N_FOLDS


def rated_rows(n=3000, seed=0):
    rng = np.random.default_rng(seed)
    X_scaled = rng.normal(size=(n, 4))
    together = np.where((X_scaled[:, 0] > 0) & (X_scaled[:, 3] > 0), 1.5, 0.0)
    right = np.digitize(X_scaled[:, 0] + together + rng.normal(size=n), [-0.5, 1.0])
    held_down = rng.random(n) < 1 / (1 + np.exp(2 - 1.5 * X_scaled[:, 1]))
    assigned = np.maximum(right - held_down, 0).astype(float)
    return RatedRows(X_scaled, assigned, rng.integers(0, N_FOLDS, n))


def roles():
    allowed, practice = np.array([True, True, False, True]), np.array([False, True, True, False])
    return ColumnRoles(allowed, practice, np.zeros(4), np.zeros(4, bool))


def test_poor_practice_counts_in_the_shortfall_and_the_person_as_severity():
    norm = fit_norm(rated_rows(), roles(), n_levels=3, seed=0)

    assert (norm.shortfall[:, 1] > 0.3).all()
    assert (norm.severity[:, 0] > 0.3).all()
    assert (abs(norm.severity[:, 1]) < 0.2).all()


def test_a_column_that_may_not_be_read_counts_nothing_nor_does_a_step_or_pair_of_it():
    norm = fit_norm(rated_rows(), roles(), n_levels=3, seed=0)

    weights = np.abs(norm.severity) + np.abs(norm.shortfall)
    assert (weights[:, 2] == 0).all()
    assert 2 not in norm.basis.step_features
    assert 2 not in norm.basis.pairs


def test_what_two_columns_say_only_together_is_found():
    norm = fit_norm(rated_rows(), roles(), n_levels=3, seed=0)

    assert [0, 3] in norm.basis.pairs.tolist()


def test_a_persons_own_part_is_learned_from_other_people():
    rows = rated_rows()
    spoilt = np.where(rows.fold == 0, 2.0, rows.assigned)
    X_scaled = np.random.default_rng(1).normal(size=(20, 4))

    before = fit_norm(rows, roles(), n_levels=3, seed=0)
    after = fit_norm(replace(rows, assigned=spoilt), roles(), n_levels=3, seed=0)

    low, first, second = np.zeros(20), np.zeros(20, dtype=np.intp), np.ones(20, dtype=np.intp)
    assert np.array_equal(before.scores(X_scaled, low, first), after.scores(X_scaled, low, first))
    assert not np.allclose(
        before.scores(X_scaled, low, second), after.scores(X_scaled, low, second)
    )


def test_a_level_that_nobody_passed_is_still_fitted():
    rows = rated_rows(n=200)

    norm = fit_norm(replace(rows, assigned=np.zeros(200)), roles(), n_levels=3, seed=0)

    assert np.isfinite(norm.severity).all()
    assert np.isfinite(norm.joint(rows.X_scaled, rows.fold)).all()


def test_practice_never_counts_against_its_declared_direction():
    against = replace(roles(), sign=np.array([1.0, -1.0, 0.0, 0.0]))

    norm = fit_norm(rated_rows(), against, n_levels=3, seed=0)

    assert (norm.shortfall[:, 1] <= 0).all()
    steps = 4 + np.flatnonzero(norm.basis.step_features == 1)
    assert (norm.shortfall[:, steps] <= 0).all()
