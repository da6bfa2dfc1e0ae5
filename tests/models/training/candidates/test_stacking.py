import numpy as np

from models.training.candidates.design_matrix import N_PRIOR, PRESUMED
from models.training.candidates.stacking import FEWEST, LabelledRows, fit_task, margin_of


def labelled(n=200, seed=0, rate=None):
    rng = np.random.default_rng(seed)
    prior = rng.normal(size=(n, N_PRIOR))
    matrix = np.column_stack([prior, np.eye(2)[rng.integers(0, 2, n)], rng.normal(size=n)])
    y = (prior[:, 0] + rng.logistic(size=n) > 0).astype(float)
    if rate is not None:
        y = (np.arange(n) < rate).astype(float)
    return LabelledRows(matrix, y, np.ones(n), np.arange(n), np.zeros(3), np.array(PRESUMED), 2)


def test_with_too_few_answers_of_a_kind_common_practice_stands_in():
    asked = labelled(rate=FEWEST - 1)

    question = fit_task(asked, ["prior_logistic"], 0)

    stated = asked.matrix[:, :N_PRIOR] @ np.array(PRESUMED)
    assert np.allclose(question.margins["prior_logistic"], stated)


def test_margins_to_calibrate_by_come_from_learners_that_did_not_see_the_case():
    asked = labelled()

    question = fit_task(asked, ["logistic"], 0)
    seen = question.fitted["logistic"].decision_function(asked.matrix)

    assert not np.allclose(question.margins["logistic"], seen)


def test_a_head_puts_its_learners_on_one_calibrated_line():
    asked = labelled(n=400)

    head = fit_task(asked, ["prior_logistic", "logistic"], 0).head(["prior_logistic", "logistic"])
    chance = head.chance(asked.matrix)

    assert head.margins(asked.matrix).shape == (400, 2)
    assert abs(chance.mean() - asked.y.mean()) < 0.03


class Probable:
    """A fitted learner with probabilities alone, 0 and 1 among them."""

    def predict_proba(self, matrix):
        return np.column_stack([1.0 - matrix[:, 0], matrix[:, 0]])


def test_a_learner_with_probabilities_alone_is_read_by_their_log_odds():
    margins = margin_of(Probable(), np.array([[0.0], [0.5], [0.75], [1.0]]))

    assert np.isfinite(margins).all()
    assert np.allclose(margins[1:3], [0.0, np.log(3.0)])
    assert (np.diff(margins) > 0).all()
