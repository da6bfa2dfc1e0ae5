import pytest
from sklearn.tree import DecisionTreeClassifier

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
        fitted = learner(rows)
        read = getattr(fitted, "decision_function", None)
        margins = read(rows.matrix) if read else fitted.predict_proba(rows.matrix)[:, 1]

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


def test_a_learner_with_a_part_that_no_saved_model_may_hold_is_refused_with_where_to_name_it(
    monkeypatch,
):
    def tree(rows):
        return DecisionTreeClassifier(max_depth=1).fit(rows.matrix[:, :1], rows.y)

    monkeypatch.setitem(registry.LEARNERS, "tree", (tree,))
    monkeypatch.setitem(registry.CANDIDATES, "tree", ("tree",))

    with pytest.raises(InputError) as refused:
        known_candidates(["prior_logistic", "tree"])

    [fault] = refused.value.faults
    assert fault.startswith("'tree': its learner 'tree' holds sklearn.tree._tree.Tree, which TRUS")
    assert fault.endswith("in models/training/saved_types.py does not name")


def test_a_candidate_named_by_both_its_names_races_once():
    assert known_candidates(["blend", "stacked"]) == ("stacked",)
