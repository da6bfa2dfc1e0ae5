from dataclasses import replace

import numpy as np

from models.training.label_noise.cross_fit import Practised, Readable, fit_norm
from models.training.label_noise.model import PARTS


def practised(n=3000, seed=0):
    rng = np.random.default_rng(seed)
    standard = rng.normal(size=(n, 4))
    together = np.where((standard[:, 0] > 0) & (standard[:, 3] > 0), 1.5, 0.0)
    right = np.digitize(standard[:, 0] + together + rng.normal(size=n), [-0.5, 1.0])
    held_down = rng.random(n) < 1 / (1 + np.exp(2 - 1.5 * standard[:, 1]))
    assigned = np.maximum(right - held_down, 0).astype(float)
    return Practised(standard, assigned, rng.integers(0, PARTS, n))


def readable():
    allowed, practice = np.array([True, True, False, True]), np.array([False, True, True, False])
    return Readable(allowed, practice, np.zeros(4))


def test_poor_practice_counts_as_missed_and_the_person_as_severity():
    norm = fit_norm(practised(), readable(), n_levels=3, seed=0)

    assert (norm.missed[:, 1] > 0.3).all()
    assert (norm.severity[:, 0] > 0.3).all()
    assert (abs(norm.severity[:, 1]) < 0.2).all()


def test_a_column_that_may_not_be_read_counts_nothing_nor_does_a_step_or_pair_of_it():
    norm = fit_norm(practised(), readable(), n_levels=3, seed=0)

    weights = np.abs(norm.severity) + np.abs(norm.missed)
    assert (weights[:, 2] == 0).all()
    assert 2 not in norm.basis.places
    assert 2 not in norm.basis.pairs


def test_what_two_columns_say_only_together_is_found():
    norm = fit_norm(practised(), readable(), n_levels=3, seed=0)

    assert [0, 3] in norm.basis.pairs.tolist()


def test_a_persons_own_part_is_learned_from_other_people():
    rated = practised()
    spoilt = np.where(rated.part == 0, 2.0, rated.assigned)
    standard = np.random.default_rng(1).normal(size=(20, 4))

    before = fit_norm(rated, readable(), n_levels=3, seed=0)
    after = fit_norm(replace(rated, assigned=spoilt), readable(), n_levels=3, seed=0)

    first, second = np.zeros(20, dtype=np.intp), np.ones(20, dtype=np.intp)
    assert np.array_equal(before.scores(standard, first), after.scores(standard, first))
    assert not np.allclose(before.scores(standard, second), after.scores(standard, second))


def test_a_level_that_nobody_passed_is_still_fitted():
    rated = practised(n=200)

    norm = fit_norm(replace(rated, assigned=np.zeros(200)), readable(), n_levels=3, seed=0)

    assert np.isfinite(norm.severity).all()
    assert np.isfinite(norm.joint(rated.standard, rated.part)).all()


def test_practice_never_counts_against_its_declared_direction():
    against = replace(readable(), sign=np.array([1.0, -1.0, 0.0, 0.0]))

    norm = fit_norm(practised(), against, n_levels=3, seed=0)

    assert (norm.missed[:, 1] <= 0).all()
    steps = 4 + np.flatnonzero(norm.basis.places == 1)
    assert (norm.missed[:, steps] <= 0).all()
