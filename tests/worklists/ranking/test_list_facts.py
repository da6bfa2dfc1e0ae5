"""What must be said of each list."""

import datetime as dt

import pandas as pd

from contracts.levels import Scale
from contracts.source import Source
from worklists.ranking.list_facts import EARLY_ONLY, RETROSPECTIVE, SOME_AT_RANDOM, list_facts
from worklists.ranking.list_rules import ListRules
from worklists.ranking.lists import TeamLists
from worklists.ranking.ranked_by import RankedScores

WEEKLY = {"cases_per_list": 2, "total_cases": None, "minimum_per_list": 1, "random_share": 0.15}
WEEKLY |= {"early_licence_first": False, "cadence": "weekly", "carry_over_weeks": 4}
WEEKLY |= {"new_share": 0.5, "tie_key": "key", "seed": 1}
MODEL = RankedScores(pd.DataFrame(), is_model=True, ranked_by="the model", sentence="It passed.")
RULE = RankedScores(pd.DataFrame(), is_model=False, ranked_by="a rule", sentence="It did not pass.")


def _facts(ranked=MODEL, *, restricted=False, source=None, **rules):
    listed = pd.DataFrame(
        {"assessment_id": ["A1"], "unit_id": ["N01"], "selected_by": ["model"]}
    ).assign(first_selected_by="model")
    capacity = pd.Series({"N01": 1, "N02": 1})
    known = {"run_date": dt.date(2026, 11, 16), "notes": ("Made up.",)} | (source or {})
    scale = Scale(("low", "high"), high_from="high")
    return list_facts(
        TeamLists(listed, explained=pd.DataFrame(), waiting=pd.DataFrame(), capacity=capacity),
        pd.DataFrame({"assessment_id": ["A1"], "restricted": [restricted]}),
        rules=ListRules(**(WEEKLY | rules)),
        ranked=ranked,
        source=Source(name="toy", title="Toy", about="", scale=scale, **known),
    )


def test_a_list_says_when_it_was_made_and_until_when_it_holds():
    weekly, _ = _facts()
    daily, _ = _facts(cadence="daily_early_licence")

    assert (weekly["made_on"], weekly["expires_on"]) == ("2026-11-16", "2026-11-23")
    assert (daily["made_on"], daily["expires_on"]) == ("2026-11-16", "2026-11-17")
    assert EARLY_ONLY in daily["sentences"]


def test_a_team_without_a_case_has_a_list_all_the_same():
    _, empty = _facts()

    assert (empty["unit_id"], empty["capacity"], empty["listed"]) == ("N02", 1, 0)
    assert empty["sentences"][1].startswith("There are fewer cases than the team has time for")


def test_a_list_of_a_rule_says_why_and_a_list_of_the_model_does_not_boast():
    ruled, _ = _facts(RULE)
    modelled, _ = _facts()

    assert ruled["sentences"] == ["It did not pass.", SOME_AT_RANDOM, "Made up."]
    assert modelled["sentences"] == [SOME_AT_RANDOM, "Made up."]


def test_readers_are_told_first_that_some_cases_are_drawn_at_random_where_some_are():
    drawn, _ = _facts()
    none_drawn, _ = _facts(random_share=0.0)

    assert drawn["sentences"][0] == SOME_AT_RANDOM
    assert SOME_AT_RANDOM not in none_drawn["sentences"]


def test_restricted_cases_are_counted():
    assert [one["restricted"] for one in _facts(restricted=True)] == [1, 0]


def test_a_wholly_audited_source_without_dates_says_what_its_list_is():
    first, _ = _facts(source={"run_date": None, "fully_audited": True})

    assert (first["made_on"], first["expires_on"]) == (None, None)
    assert first["list_id"] == "weekly-undated-N01"
    assert RETROSPECTIVE in first["sentences"]


def test_the_key_is_named_by_its_id_and_the_rules_in_words():
    first, _ = _facts(total_cases=9, early_licence_first=True, tie_key="secret")

    ties = f"ties by a keyed hash (key {first['tie_key_id']})"
    assert "secret" not in str(first)
    assert first["rules"] == [
        f"Released in the last 28 days first, then by priority; {ties}.",
        "15% of the newly filled places are drawn at random.",
        "Open cases stay listed for up to 4 weeks.",
        "50% of the places are kept for cases that were not listed before.",
        "All teams together have time for 9, at least 1 for each.",
    ]
