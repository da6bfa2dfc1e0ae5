import pytest

from contracts.errors import InputError
from models.training.candidates import registry
from models.training.candidates.registry import (
    LEARNERS,
    known_candidates,
)
from tests.models.training.candidates.learners.made_up_rows import training_set


@pytest.mark.parametrize("name", sorted(LEARNERS))
def test_every_learner_ranks_ones_above_zeros(name):
    rows = training_set()

    for learner in LEARNERS[name]:
        margins = learner(rows).decision_function(rows.matrix)

        assert margins[rows.y == 1].mean() > margins[rows.y == 0].mean()


def test_an_unknown_candidate_is_refused_with_those_there_are():
    allowed = "'deep' is no candidate; allowed: unsupervised, prior_logistic"
    with pytest.raises(InputError, match=allowed):
        known_candidates(["prior_logistic", "deep"])


class Silent:
    """A fitted learner that gives a class and nothing else."""

    def predict(self, matrix):
        return matrix[:, 0] > 0


def test_a_learner_that_gives_neither_log_odds_nor_probabilities_is_refused_by_name(monkeypatch):
    monkeypatch.setitem(registry.LEARNERS, "silent", (lambda _: Silent(),))
    monkeypatch.setitem(registry.CANDIDATES, "silent", ("silent",))

    with pytest.raises(InputError, match="'silent': its learner 'silent' has neither decision_f"):
        known_candidates(["prior_logistic", "silent"])


def test_a_candidate_named_by_both_its_names_races_once():
    assert known_candidates(["blend", "stacked"]) == ("stacked",)
