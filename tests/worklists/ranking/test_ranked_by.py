"""What a list is ranked by."""

import pandas as pd
import pytest

from contracts.errors import InputError
from worklists.ranking.ranked_by import chosen_ranking

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
    ranking = chosen_ranking(SCORES, _gate("model"))

    assert ranking.is_model
    assert ranking.scores["priority"].to_list() == [0.9]


@pytest.mark.parametrize(("used", "priority"), [("base_rate", 0.2), ("single_score", 0.1)])
def test_a_baseline_ranks_by_its_own_column_and_else_by_the_fallback(used, priority):
    ranking = chosen_ranking(SCORES, _gate(used))

    assert not ranking.is_model
    assert ranking.scores["priority"].to_list() == [priority]
    assert ranking.sentence == "As the gate says."


def test_without_audits_the_scores_are_already_the_departure_from_practice():
    scores = SCORES[["assessment_id", "priority"]].assign(p_under=float("nan"))

    ranking = chosen_ranking(scores, _gate("officers_directed"))

    assert ranking.scores["priority"].to_list() == [0.9]
    assert ranking.ranked_by == "a rule (officers directed), not the model"


def test_a_baseline_that_is_not_there_is_refused():
    with pytest.raises(InputError, match="run the score stage again"):
        chosen_ranking(SCORES.drop(columns="priority_fallback"), _gate("random"))
