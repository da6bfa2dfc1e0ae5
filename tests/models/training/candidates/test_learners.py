import numpy as np
import pytest

from models.training.candidates.design_matrix import LEAD, STATED
from models.training.candidates.learners import BASES, TrainingSet


def cases(n=300, seed=0, sign=(0.0, 0.0, 1.0, -1.0)):
    rng = np.random.default_rng(seed)
    lead = rng.normal(size=(n, LEAD))
    rating = np.eye(2)[rng.integers(0, 2, n)]
    own = rng.normal(size=(n, 2))
    happened = (lead[:, 0] + own[:, 0] + rng.logistic(size=n) > 0).astype(float)
    own[rng.random(n) < 0.1, 1] = np.nan
    matrix = np.column_stack([lead, rating, own])
    return TrainingSet(matrix, happened, np.ones(n), np.array(sign), np.array(STATED), 2, 0)


@pytest.mark.parametrize("name", sorted(BASES))
def test_every_learner_ranks_what_happened_above_what_did_not(name):
    known = cases()

    for learner in BASES[name]:
        told = learner(known).decision_function(known.matrix)

        assert told[known.happened == 1].mean() > told[known.happened == 0].mean()


def test_common_practice_learns_nothing_from_audits():
    known = cases()
    other = cases(seed=1)

    told = BASES["practice"][0](known).decision_function(other.matrix)

    assert np.allclose(told, other.matrix[:, :LEAD] @ np.array(STATED))


@pytest.mark.parametrize("name", ["sparse", "boosted"])
def test_a_declared_direction_that_the_audits_deny_is_not_turned_round(name):
    known = cases(sign=(0.0, 0.0, -1.0, 0.0))
    rising = np.repeat(known.matrix[:1], 50, axis=0)
    rising[:, LEAD + 2] = np.linspace(-2, 2, 50)

    told = BASES[name][0](known).decision_function(rising)

    assert (np.diff(told) <= 1e-9).all()


def test_a_column_that_never_varies_is_left_out():
    known = cases()
    known.matrix[:, LEAD + 3] = 7.0

    assert list(known.alive) == [True, True, True, False]
