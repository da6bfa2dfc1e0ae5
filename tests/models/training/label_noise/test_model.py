from dataclasses import replace

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
        anchoring=np.zeros((N_FOLDS, 3, len(basis))),
    )


def anchored():
    """The same where column 0 draws ratings to the middle level, the more the higher it is."""
    model = norm()
    anchoring = model.anchoring.copy()
    anchoring[:, 1, 0] = 2.0
    return replace(model, anchoring=anchoring)


def records(n=50):
    rng = np.random.default_rng(3)
    return rng.normal(size=(n, 2)), rng.integers(0, 3, n), rng.integers(0, N_FOLDS, n)


def test_scores_are_the_sums_of_what_each_column_adds():
    for model in (norm(), anchored()):
        scores, by_column = model.scores(*records()), model.by_column(*records())

        assert by_column.shape == (50, 2, 2)
        assert np.allclose(scores, by_column.sum(axis=2))


def test_a_rating_that_an_anchor_speaks_for_may_have_been_drawn_below_the_right_one():
    X_scaled, fold = np.array([[1.5, 0.0]] * 3), np.zeros(3, dtype=np.intp)
    level = np.arange(3)

    more = anchored().scores(X_scaled, level, fold) - norm().scores(X_scaled, level, fold)

    assert more[:, 0].tolist() == [0, 0, 0]
    assert np.allclose(more[:, 1], [-3, 3, 0])
    assert anchored().anchors.tolist() == [True, False]


def test_an_anchor_draws_ratings_to_its_level_and_leaves_the_right_one():
    fold = np.zeros(1, dtype=np.intp)
    free, drawn = (m.joint(np.array([[1.0, 0.0]]), fold)[0] for m in (norm(), anchored()))

    assert np.allclose(free.sum(axis=1), drawn.sum(axis=1))
    assert (drawn[:, 1] > free[:, 1]).all()


def test_a_record_is_told_of_by_its_own_part():
    X_scaled = np.ones((N_FOLDS, 2))

    severity = norm().scores(X_scaled, np.zeros(N_FOLDS), np.arange(N_FOLDS))[:, 0]

    assert np.allclose(severity, np.linspace(0.5, 1.0, N_FOLDS))


def test_chances_of_right_and_assigned_levels_add_up_to_one():
    X_scaled, _, fold = records()

    told = norm().joint(X_scaled, fold)

    assert told.shape == (50, 3, 3)
    assert np.allclose(told.sum(axis=(1, 2)), 1)


def test_poor_practice_lowers_ratings_and_leaves_the_right_level_as_it_is():
    fold = np.zeros(1, dtype=np.intp)
    well, badly = (norm().joint(np.array([[0.0, z]]), fold)[0] for z in (-2.0, 2.0))

    assert np.allclose(well.sum(axis=1), badly.sum(axis=1))
    assert badly[2, 2] < well[2, 2] - 0.1
