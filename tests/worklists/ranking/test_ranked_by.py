"""What a list is ranked by."""

import pandas as pd
import pytest

from contracts.errors import InputError
from worklists.ranking.ranked_by import AFTER_A_STOP, NOT_SHOWN, ranked_scores

SCORES = pd.DataFrame(
    {
        "assessment_id": ["A1"],
        "p_under": [0.3],
        "priority": [0.9],
        "priority_base_rate": [0.2],
        "priority_fallback": [0.1],
    }
)


def _gate(used):
    return {"used": used, "sentence": "As the gate says."}


def test_the_model_ranks_where_it_passed():
    ranked = ranked_scores(SCORES, _gate("model"))

    assert ranked.is_model
    assert ranked.scores["priority"].to_list() == [0.9]


@pytest.mark.parametrize(("used", "priority"), [("base_rate", 0.2), ("single_score", 0.1)])
def test_a_baseline_ranks_by_its_own_column_and_else_by_the_fallback(used, priority):
    ranked = ranked_scores(SCORES, _gate(used))

    assert not ranked.is_model
    assert ranked.scores["priority"].to_list() == [priority]
    assert ranked.sentence == "As the gate says."


def test_without_audits_the_scores_are_already_the_departure_from_practice():
    scores = SCORES[["assessment_id", "priority"]].assign(p_under=float("nan"))

    ranked = ranked_scores(scores, _gate("officers_directed"))

    assert ranked.scores["priority"].to_list() == [0.9]
    assert ranked.ranked_by == "a rule (officers directed), not the model"


def test_a_baseline_that_is_not_there_is_refused():
    with pytest.raises(InputError, match="run the score stage again"):
        ranked_scores(SCORES.drop(columns="priority_fallback"), _gate("random"))


def test_a_team_reads_why_a_rule_ranks_in_plain_words():
    failed = _gate("base_rate") | {"comparisons": [{"against": "base_rate"}]}

    assert ranked_scores(SCORES, failed).sentence == NOT_SHOWN
    assert ranked_scores(SCORES, failed | {"stopped": True}).sentence == AFTER_A_STOP
