import numpy as np

from models.evaluation.estimation.doubly_robust import support
from models.evaluation.estimation.results import TargetResults
from models.evaluation.predictions.arrays import View
from tests.models.evaluation.made_up import cases_of

CASES = cases_of([1.0, 0.0] * 10 + [np.nan] * 80)
VIEW = View(np.linspace(1, 0, 100), np.full(100, 0.2))


def test_audited_cases_alone_speak_for_themselves():
    alone = TargetResults.of(CASES, {"model": VIEW}, "model").audited_only()

    assert len(alone.cases) == len(alone.chosen_view.score) == 20
    assert support(alone.cases, np.ones(20, dtype=bool)).doubt is None
    assert alone.expected.tolist() == [1.0, 0.0] * 10


def test_a_case_without_an_audit_is_expected_to_be_what_the_chosen_candidate_states():
    results = TargetResults.of(CASES, {"model": VIEW}, "model")

    assert set(results.expected[20:]) == {0.2}
    assert results.where(np.arange(100) >= 20).expected.tolist() == [0.2] * 80


def test_a_candidate_without_predictions_of_the_target_has_no_view():
    assert TargetResults.of(CASES, {"rule": VIEW}, "model").chosen_view is None
