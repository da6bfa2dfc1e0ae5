"""How sure a list is, without giving away which of its cases are random."""

import pandas as pd
import pytest

from worklists.ranking.chances import listed_chances

BINS = [
    {"low": 0.0, "high": 0.2, "audited": 200, "raised": 4, "rate": 0.02}
    | {"low95": 0.008, "high95": 0.05},
    {"low": 0.2, "high": 1.0, "audited": 100, "raised": 40, "rate": 0.4}
    | {"low95": 0.31, "high95": 0.5},
]
FIRST_WORDS = "By past audits of cases like these"
SCORES = pd.DataFrame({"assessment_id": ["A2", "A1", "A3"], "p_under": [0.1, 0.4, 0.5]})


def _chances(origins, random_share=0.0, scores=SCORES):
    ids = ["A1", "A2", "A3"]
    listed = pd.DataFrame({"assessment_id": ids, "unit_id": "N01", "first_selected_by": origins})
    return listed_chances(listed, scores, BINS, random_share=random_share, outcome=False)


def test_where_nothing_is_random_each_case_has_the_chance_of_cases_like_it():
    chances = _chances(["model"] * 3)

    assert chances.cases["assessment_id"].to_list() == ["A1", "A2", "A3"]
    first, second, _ = chances.cases["chance_words"]
    assert first.startswith("In past audits of cases like this, about 4 in 10")
    assert second.startswith("In past audits of cases like this, fewer than 1 in 10")
    assert chances.lists == {}


@pytest.mark.parametrize(
    ("origins", "share"), [(["model"] * 3, 0.15), (["model", "random", "model"], 0.0)]
)
def test_where_some_are_random_only_the_list_has_a_chance_and_says_why(origins, share):
    chances = _chances(origins, share)

    assert set(chances.cases["chance_words"]) == {""}
    assert chances.lists == {
        "N01": f"{FIRST_WORDS}, about 1 of the 3 would be raised (0 to 2, 300 audits)."
    }


def test_without_a_model_nothing_is_claimed_of_a_list():
    chances = _chances(["model"] * 3, 0.15, scores=SCORES.assign(p_under=None))

    assert chances.lists["N01"].startswith("Too few past audits to say how many")
