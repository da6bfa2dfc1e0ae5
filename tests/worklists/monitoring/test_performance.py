"""What the lists found, part by part, in figures and in words."""

import json

import pandas as pd
import pytest

from tests.made_up_disclosure import RULES as SHOWN
from worklists.monitoring.performance import (
    RANKED_BY_MODEL,
    MonitorRules,
    list_performance,
    verdict_after,
)
from worklists.monitoring.yields import Yield
from worklists.ranking.ranked_by import ranked_scores
from worklists.returns.frozen import frozen

RULES = MonitorRules(since=None, least_advantage=0.05, false_stop_every=500, least_reviewed=10)
EMPTY = frozen([])


def answers(*, model, random, listed_on="2026-11-16", **changed):
    """A snapshot: each part as (raised, reviewed)."""
    rows = []
    for part, (raised, reviewed) in (("model", model), ("random", random)):
        for number in range(reviewed):
            up = number < raised
            rows.append(
                {
                    "decision_id": f"{listed_on} {part} {number}",
                    "supersedes": "",
                    "list_id": f"list of {listed_on}",
                    "listed_on": listed_on,
                    "ranked_by": "the model",
                    "case_key": f"{part} {number}",
                    "rated_level": "medium",
                    "selected_by": part,
                    "outcome": "regrade" if up else "agree",
                    "review_outcome": "raised" if up else "confirmed",
                    "level": "high" if up else None,
                    **changed,
                }
            )
    return pd.DataFrame(rows)


def test_each_part_has_its_yield_with_counts_and_interval():
    performance = list_performance(answers(model=(20, 50), random=(2, 20)), None, RULES, SHOWN)

    assert performance.model == Yield(None, 50, 20, 0.4, 0.276084, 0.538186)
    assert (performance.random.raised, performance.random.reviewed) == (2, 20)
    assert performance.difference == pytest.approx(
        {"value": 0.3, "low": 0.0638, "high": 0.4559}, abs=1e-4
    )
    assert not performance.stop


def test_the_sentence_is_made_from_the_figures():
    performance = list_performance(answers(model=(20, 50), random=(7, 70)), None, RULES, SHOWN)

    assert performance.sentence == (
        "Of the cases put on lists by the model, about 50 were reviewed and 40 % of them raised "
        "(95 % range 28 to 54); of the cases drawn at random, about 70 were reviewed and 7 % of "
        "them raised (95 % range 3 to 16). The difference is 33 points (95 % range 18 to 47)."
    )


def test_the_sentence_gives_no_few_cases_away():
    performance = list_performance(answers(model=(20, 50), random=(2, 40)), None, RULES, SHOWN)

    assert performance.sentence.endswith(
        "of the cases drawn at random, too few were reviewed to say. "
        "There is not enough evidence to compare them."
    )


@pytest.mark.parametrize(
    ("snapshot", "said"),
    [
        (EMPTY, "No answers to lists made by the model are on record"),
        (answers(model=(3, 9), random=(1, 9)), "There is not enough evidence to compare them."),
        (answers(model=(9, 30), random=(0, 0)), "of the cases drawn at random, none was reviewed."),
    ],
)
def test_few_answers_are_said_to_be_few(snapshot, said):
    performance = list_performance(snapshot, None, RULES, SHOWN)

    assert said in performance.sentence
    assert not performance.stop


def test_lists_that_find_nothing_more_are_stopped_and_say_so():
    snapshot = pd.concat(
        answers(model=(0, 17), random=(3, 3), listed_on=f"2026-{month:02}-01")
        for month in range(1, 12)
    )

    performance = list_performance(snapshot, None, RULES, SHOWN)

    assert performance.stop
    assert performance.sentence.endswith(
        "The model no longer makes the lists: they are ranked by a rule."
    )
    assert len(performance.over_time) == 11
    assert performance.over_time[0]["listed_on"] == "2026-01-01"


def test_only_lists_ranked_by_the_model_count_and_only_since_the_day_given():
    by_rule = answers(model=(5, 5), random=(5, 5), ranked_by="a rule (practice), not the model")
    early = answers(model=(4, 4), random=(4, 4), listed_on="2026-01-05")
    late = answers(model=(1, 2), random=(0, 1), listed_on="2026-11-16")
    rules = MonitorRules("2026-06-01", 0.05, 500, 10)

    performance = list_performance(pd.concat([by_rule, early, late]), None, rules, SHOWN)

    assert (performance.model.raised, performance.model.reviewed) == (1, 2)


def test_the_name_of_the_model_is_the_one_lists_carry():
    ranked = ranked_scores(pd.DataFrame({"priority": [1.0]}), {"used": "model", "sentence": ""})

    assert ranked.ranked_by == RANKED_BY_MODEL


def test_waiting_cases_are_counted_apart_and_superseded_answers_not_at_all():
    snapshot = answers(model=(0, 3), random=(0, 0))
    snapshot.loc[0, ["outcome", "review_outcome"]] = ["more_info", "reassess"]
    snapshot.loc[2, "supersedes"] = snapshot.loc[1, "decision_id"]

    performance = list_performance(snapshot, None, RULES, SHOWN)

    assert (performance.waiting, performance.model.reviewed) == (1, 1)


def test_listed_cases_are_counted_on_the_lists_that_were_answered():
    worklists = pd.DataFrame(
        {
            "list_id": ["list of 2026-11-16"] * 3 + ["never answered"],
            "assessment_id": ["A", "B", "C", "D"],
            "first_selected_by": ["model", "model", "random", "model"],
        }
    )

    performance = list_performance(answers(model=(1, 1), random=(0, 0)), worklists, RULES, SHOWN)

    assert (performance.model.listed, performance.random.listed) == (2, 1)


def test_what_is_written_is_json():
    performance = list_performance(answers(model=(1, 2), random=(0, 2)), None, RULES, SHOWN)

    written = json.loads(json.dumps(performance.as_json(), allow_nan=False))

    assert written["model"]["reviewed"] == 2
    assert written["stop"] is False


def test_the_gate_is_turned_to_the_best_baseline_only_after_a_stop():
    gate = {
        "passed": True,
        "used": "model",
        "sentence": "The model makes the lists.",
        "comparisons": [{"against": "a_model"}, {"against": "unsupervised"}, {"against": "random"}],
    }

    assert verdict_after(gate, {"stop": False, "sentence": "Going on."}, ["unsupervised"]) == gate
    stopped = verdict_after(
        gate, {"stop": True, "sentence": "Stopped."}, ["random", "unsupervised"]
    )
    assert (stopped["used"], stopped["passed"], stopped["sentence"]) == (
        "unsupervised",
        False,
        "Stopped.",
    )
    assert gate["used"] == "model"


def test_urgent_cases_are_counted_and_compared_with_nothing():
    urgent = answers(model=(3, 4), random=(0, 0), ranked_by="the day", selected_by="urgent")
    listed = answers(model=(20, 50), random=(2, 20))

    performance = list_performance(pd.concat([listed, urgent]), None, RULES, SHOWN)

    assert (performance.urgent.reviewed, performance.urgent.raised) == (4, 3)
    alone = list_performance(listed, None, RULES, SHOWN)
    assert (performance.model, performance.evidence) == (alone.model, alone.evidence)
