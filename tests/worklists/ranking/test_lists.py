"""From what is on record to every team's list."""

import dataclasses

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from worklists.ranking.eligibility import ListRecords
from worklists.ranking.list_rules import ListRules
from worklists.ranking.lists import make_lists
from worklists.ranking.previous_round import FIRST_TYPES

RULES = ListRules(
    cases_per_list=2,
    total_cases=None,
    minimum_per_list=1,
    random_share=0.0,
    early_licence_first=False,
    cadence="weekly",
    carry_over_weeks=4,
    new_share=0.5,
    tie_key="key",
    seed=1,
)
NO_PREVIOUS = pd.DataFrame(columns=["assessment_id", "position", *FIRST_TYPES]).astype(FIRST_TYPES)


def _records(people, teams):
    count = len(people)
    assessments = pd.DataFrame(
        {
            "assessment_id": [f"A{i:02d}" for i in range(count)],
            "person_id": people,
            "unit_id": teams,
            "assigned_rosh": "medium",
            "assessment_date": pd.date_range("2026-01-01", periods=count),
        }
    ).astype(dict.fromkeys(("assessment_id", "person_id", "unit_id"), "str"))
    scores = assessments[["assessment_id"]].assign(priority=[1 - i / 100 for i in range(count)])
    decided = {"assessment_id": "str", "outcome": "str"}
    decided |= {"decided_on": "datetime64[us]", "follow_up_on": "datetime64[us]"}
    return ListRecords(
        scores=scores,
        assessments=assessments,
        audits=pd.DataFrame({"assessment_id": pd.Series(dtype="str")}),
        decisions=pd.DataFrame(columns=list(decided)).astype(decided),
        run_date=pd.Timestamp("2026-11-16"),
        raisable=("low", "medium", "high"),
        fully_audited=False,
    )


def _make(records, rules=RULES, previous=NO_PREVIOUS):
    return make_lists(records, rules, capacity=None, previous=previous)


def _previous(*rows):
    frame = pd.DataFrame(rows, columns=["assessment_id", *FIRST_TYPES])
    return frame.assign(position=range(1, len(frame) + 1)).astype(FIRST_TYPES)


def test_a_total_is_shared_with_a_floor_for_every_team():
    records = _records([f"P{i}" for i in range(6)], ["N01"] * 4 + ["N02"] * 2)
    rules = dataclasses.replace(RULES, cases_per_list=9, total_cases=4)

    lists = _make(records, rules)

    assert lists.listed["unit_id"].value_counts().to_dict() == {"N01": 3, "N02": 1}
    assert lists.capacity.to_dict() == {"N01": 3, "N02": 1}


def test_a_case_first_listed_longer_ago_than_it_may_stay_competes_again():
    records = _records(["P0", "P1", "P2"], ["N01"] * 3)
    previous = _previous(("A02", "2026-10-19", "random", 0.2))
    fresh = _previous(("A02", "2026-10-26", "random", 0.2))

    assert set(_make(records, previous=previous).listed["assessment_id"]) == {"A00", "A01"}
    assert set(_make(records, previous=fresh).listed["assessment_id"]) == {"A00", "A02"}


def test_a_carried_case_keeps_how_and_with_what_chance_it_was_first_listed():
    records = _records(["P0", "P1", "P2"], ["N01"] * 3)

    lists = _make(records, previous=_previous(("A02", "2026-11-02", "random", 0.2)))

    held = lists.listed.set_index("assessment_id").loc["A02"]
    assert (held["selected_by"], held["inclusion_probability"]) == ("carried_over", 1.0)
    assert (held["first_selected_by"], held["first_inclusion_probability"]) == ("random", 0.2)
    assert held["first_listed_on"] == pd.Timestamp("2026-11-02")


def test_what_finds_no_place_waits_and_is_not_new_before_it_competes_again():
    records = _records([f"P{i}" for i in range(6)], ["N01"] * 6)
    rules = dataclasses.replace(RULES, cases_per_list=2)
    previous = _previous(("A00", "2026-11-09", "model", 1.0), ("A01", "2026-11-09", "model", 1.0))

    first = _make(records, rules, previous)
    listed = first.listed[["assessment_id", "position", *FIRST_TYPES]]
    before = pd.concat([listed, first.waiting], ignore_index=True)
    then = _make(records, rules, before)

    assert first.listed["assessment_id"].to_list() == ["A00", "A02"]
    assert first.waiting["assessment_id"].to_list() == ["A01"]
    assert then.listed["assessment_id"].to_list() == ["A00", "A03"]
    assert then.waiting["assessment_id"].to_list() == ["A01", "A02"]
    explained = then.explained.set_index("assessment_id")["standing"]
    assert explained[["A01", "A04"]].to_list() == ["waiting", "below_cut_off"]


def test_every_assessment_is_listed_or_has_the_reason_why_not():
    records = _records(["P0", "P1", "P1", "P2"], ["N01"] * 4)

    explained = _make(records).explained.set_index("assessment_id")

    assert explained["standing"].to_list() == ["listed", "superseded", "listed", "below_cut_off"]
    assert explained.loc["A03", ["rank_in_team", "cases_in_team", "cut_off"]].to_list() == [3, 3, 2]


def test_a_source_without_scores_has_no_lists():
    records = _records([], [])

    lists = _make(records)

    assert lists.listed.empty
    assert lists.capacity.empty


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("PQRS"), st.sampled_from(["N01", "N02"])), max_size=12))
def test_nobody_is_listed_twice_and_lists_are_no_longer_than_their_time(rows):
    records = _records([row[0] for row in rows], [row[1] for row in rows])

    lists = _make(records, dataclasses.replace(RULES, random_share=0.5))

    people = lists.listed["person_id"]
    assert people.is_unique
    assert (lists.listed["unit_id"].value_counts() <= 2).all()
    latest = records.assessments.drop_duplicates("person_id", keep="last")
    eligible = latest.groupby("unit_id").size().clip(upper=2)
    assert lists.listed["unit_id"].value_counts().sort_index().to_list() == eligible.to_list()
