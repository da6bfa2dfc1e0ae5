"""One round of lists: its tables as they are written."""

import pandas as pd

from worklists.ranking.round import cases_table, worklist_table

LISTED = pd.DataFrame(
    {
        "list_id": "L1",
        "unit_id": "N01",
        "position": [1, 2],
        "assessment_id": ["A1", "A2"],
        "selected_by": ["model", "random"],
        "inclusion_probability": [1.0, 0.2],
        "first_listed_on": pd.Timestamp("2026-11-16"),
        "first_selected_by": ["model", "random"],
        "first_inclusion_probability": [1.0, 0.2],
    }
)
CASES = pd.DataFrame(
    {"assessment_id": ["A1", "A2"], "restricted": [False, True], "at_risk": [["Children"], []]}
)
WORDS = pd.DataFrame(
    {
        "assessment_id": ["A2", "A1"],
        "reasons": [["two"], ["one"]],
        "against": [["not two"], ["not one"]],
        "missing": [[], ["a reply"]],
        "look_at": [["there"], ["here"]],
    }
)


def test_words_go_to_their_case_and_a_restricted_one_has_none():
    chance = pd.DataFrame({"assessment_id": ["A1", "A2"], "chance_words": ["Some.", "Few."]})

    table = worklist_table(LISTED, CASES, WORDS, chance)

    assert table["reasons"].to_list() == [["one"], []]
    assert table["missing"].to_list() == [["a reply"], []]
    assert table["look_at"].to_list() == [["here"], []]
    assert table["chance_words"].to_list() == ["Some.", ""]
    assert list(table.columns[:6]) == list(LISTED.columns[:6])


def test_what_speaks_against_stands_beside_who_is_at_risk():
    table = cases_table(CASES, WORDS)

    assert list(table) == ["assessment_id", "restricted", "at_risk", "against"]
    assert table["against"].to_list() == [["not one"], []]
