import numpy as np

from models.training.data.person_folds import N_FOLDS
from models.training.label_noise.model import RatingModel
from models.training.label_noise.steps_and_interactions import Basis


def norm():
    """A norm whose parts differ: column 0 is severity, column 1 is practice, and so is its step."""
    X_scaled = np.random.default_rng(0).normal(size=(100, 2))
    basis = Basis.of(X_scaled, np.array([1])).with_pairs(X_scaled, np.array([[0, 1]]))
    weights = np.linspace(0.5, 1.0, N_FOLDS)[:, None] * np.ones(len(basis))
    person = np.arange(len(basis)) == 0
    return RatingModel(
        basis=basis,
        severity=weights * person,
        shortfall=weights * ~person,
        level_intercepts=np.tile([0.0, 0.5, -1.0], (N_FOLDS, 1)),
        confusion_logits=np.tile(-2.0 * (1 - np.eye(3)), (N_FOLDS, 1, 1)),
    )


def records(n=50):
    rng = np.random.default_rng(3)
    return rng.normal(size=(n, 2)), rng.integers(0, N_FOLDS, n)


def test_scores_are_the_sums_of_what_each_column_adds():
    told, by_column = norm().scores(*records()), norm().by_column(*records())

    assert by_column.shape == (50, 2, 2)
    assert np.allclose(told, by_column.sum(axis=2))


def test_a_record_is_told_of_by_its_own_part():
    X_scaled = np.ones((N_FOLDS, 2))

    severity = norm().scores(X_scaled, np.arange(N_FOLDS))[:, 0]

    assert np.allclose(severity, np.linspace(0.5, 1.0, N_FOLDS))


def test_chances_of_right_and_assigned_levels_add_up_to_one():
    told = norm().joint(*records())

    assert told.shape == (50, 3, 3)
    assert np.allclose(told.sum(axis=(1, 2)), 1)


def test_poor_practice_lowers_ratings_and_leaves_the_right_level_as_it_is():
    fold = np.zeros(1, dtype=np.intp)
    well, badly = (norm().joint(np.array([[0.0, z]]), fold)[0] for z in (-2.0, 2.0))

    assert np.allclose(well.sum(axis=1), badly.sum(axis=1))
    assert badly[2, 2] < well[2, 2] - 0.1
