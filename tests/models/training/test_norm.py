import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from models.training.norm import Practised, Readable, fit_norm, parts_of_people


def practised(n=2000, seed=0):
    rng = np.random.default_rng(seed)
    standard = rng.normal(size=(n, 3))
    assigned = np.digitize(standard[:, 0] - standard[:, 1] + rng.normal(size=n), [-0.5, 1.0])
    return Practised(standard, assigned.astype(float), rng.integers(0, 2, n))


def readable():
    return Readable(np.array([0, 1]), np.array([False, True, True]))


def test_poor_practice_that_lowers_ratings_lowers_the_practice_part_alone():
    rated = practised()

    norm = fit_norm(rated, readable(), n_levels=3, seed=0)
    poor = np.array([[0.0, 2.0, 0.0]])
    own = np.array([0])

    assert (norm.practice(poor, own) < -1).all()
    assert np.allclose(norm.person(poor, own), norm.intercepts[[0]])


def test_a_column_that_may_not_be_read_has_no_weight():
    norm = fit_norm(practised(), readable(), n_levels=3, seed=0)

    assert (norm.coefficients[:, :, 2] == 0).all()


def test_a_persons_own_part_is_learned_from_other_people():
    rated = practised()
    spoilt = rated.assigned.copy()
    spoilt[rated.part == 0] = 2.0

    before = fit_norm(rated, readable(), n_levels=3, seed=0)
    after = fit_norm(Practised(rated.standard, spoilt, rated.part), readable(), n_levels=3, seed=0)

    assert np.array_equal(before.coefficients[0], after.coefficients[0])
    assert not np.array_equal(before.coefficients[1], after.coefficients[1])


def test_a_level_that_nobody_passed_is_still_fitted():
    rated = practised(n=200)
    flat = Practised(rated.standard, np.zeros(200), rated.part)

    norm = fit_norm(flat, readable(), n_levels=3, seed=0)

    assert np.isfinite(norm.coefficients).all()
    assert (norm.intercepts[:, 0] < -2).all()


@given(st.lists(st.text(min_size=1), min_size=2, max_size=8))
def test_a_person_has_one_part_whoever_else_is_there(names):
    together = parts_of_people(pd.Series([*names, names[0]]))
    alone = parts_of_people(pd.Series([names[0]]))

    assert together[0] == together[-1] == alone[0]
