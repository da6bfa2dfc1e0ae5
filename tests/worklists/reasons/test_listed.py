"""The words of every listed case."""

import pandas as pd

from worklists.reasons.listed import FeatureTables, listed_words, topped_up
from worklists.reasons.reasons import NOTHING_STANDS_OUT

ENTRY = {
    "name": "no_reply",
    "theme": "evidence_gaps",
    "type": "yes_no",
    "sources": ["enquiries.outcome"],
    "missing_means": "not on record",
    "direction": 1,
    "sentence": "A check was not answered.",
    "sentence_absent": "Every check was answered.",
    "speaks_from": 1.0,
    "shown_as_reason": True,
    "look_at": "enquiries",
    "known": 2,
}
FEATURES = pd.DataFrame(
    {
        "assessment_id": ["A1", "A2"],
        "assessment_date": pd.to_datetime(["2026-10-05", "2026-10-06"]),
        "no_reply": [1.0, 0.0],
    }
)
DESCRIBED = FeatureTables(FEATURES, FEATURES[["assessment_id"]], [ENTRY])


def _explain(listed):
    return pd.DataFrame({"no_reply": [0.5]}, index=listed["assessment_id"])


def test_a_models_reasons_are_explained_and_a_rules_are_not():
    ids = pd.Series(["A1"])

    explained = listed_words(ids, DESCRIBED, _explain)
    ruled = listed_words(ids, DESCRIBED, None)

    sentence = "A check was not answered (enquiries, as of 5 October 2026)."
    assert explained["reasons"].to_list() == [[f"Strong: {sentence}"]]
    assert ruled["reasons"].to_list() == [[sentence]]


def test_only_listed_cases_have_words():
    assert listed_words(pd.Series(["A2"]), DESCRIBED, None)["assessment_id"].to_list() == ["A2"]


def test_an_empty_list_has_no_words():
    assert listed_words(pd.Series([], dtype=str), DESCRIBED, None).empty


def _words(reasons, *, missing=(), look_at=()):
    case = {"assessment_id": ["A1"], "reasons": [list(reasons)], "against": [["Against."]]}
    return pd.DataFrame(case | {"missing": [list(missing)], "look_at": [list(look_at)]})


def _reasons(explained, fired):
    return topped_up(_words(explained), _words(fired))["reasons"].to_list()[0]


def test_facts_on_record_follow_what_the_model_found_up_to_three():
    assert _reasons(["Strong: Practice."], ["One.", "Two.", "Three."]) == [
        "Strong: Practice.",
        "On record: One.",
        "On record: Two.",
    ]


def test_nothing_is_said_twice_and_nothing_is_added_to_three():
    assert _reasons(["Strong: One.", "Slight: Two."], ["Two.", "One."]) == [
        "Strong: One.",
        "Slight: Two.",
    ]
    assert len(_reasons(["Strong: One.", "Slight: Two.", "Slight: Three."], ["Four."])) == 3


def test_only_a_case_without_any_fact_says_that_nothing_stands_out():
    assert _reasons([NOTHING_STANDS_OUT], ["One."]) == ["On record: One."]
    assert _reasons([NOTHING_STANDS_OUT], [NOTHING_STANDS_OUT]) == [NOTHING_STANDS_OUT]


def test_gaps_and_places_are_joined_and_what_speaks_against_stays():
    table = topped_up(
        _words(["Strong: One."], missing=["Blank."], look_at=["Enquiries"]),
        _words(["Two."], missing=["Blank.", "Reply."], look_at=["Registers", "Enquiries"]),
    )

    assert table["missing"].to_list() == [["Blank.", "Reply."]]
    assert table["look_at"].to_list() == [["Enquiries", "Registers"]]
    assert table["against"].to_list() == [["Against."]]


def test_a_check_that_is_a_reason_is_not_said_to_be_missing_too():
    table = topped_up(
        _words(["Strong: No check is on record."], missing=["Blank."]),
        _words(["One."], missing=["No check is on record.", "One.", "Reply."]),
    )

    assert table["reasons"].to_list() == [["Strong: No check is on record.", "On record: One."]]
    assert table["missing"].to_list() == [["Blank.", "Reply."]]


def test_a_value_that_all_cases_share_is_neither_a_reason_nor_missing():
    gap = ENTRY | {"name": "no_reply", "known": 2}
    blank = ENTRY | {"name": "blank", "theme": "x", "known": 2, "direction": 0}
    same = FEATURES.assign(no_reply=1.0, blank=None)
    tables = FeatureTables(same, same[["assessment_id"]], [gap, blank])

    words = listed_words(pd.Series(["A1"]), tables, None).iloc[0]

    assert words["reasons"] == [NOTHING_STANDS_OUT]
    assert words["missing"] == []


def test_the_middle_is_that_of_all_assessments_and_not_of_those_listed():
    sentence = "It stands at {value}; the middle, at {middle}."
    number = ENTRY | {"type": "number", "theme": "x", "sentence": sentence}
    features = FEATURES.assign(no_reply=[9.0, 2.0])
    features = pd.concat([features, features.tail(1).assign(assessment_id="A3")])
    tables = FeatureTables(
        features, features[["assessment_id"]], [number | {"sentence_absent": sentence}]
    )

    words = listed_words(pd.Series(["A1"]), tables, _explain).iloc[0]

    assert words["reasons"][0].startswith("Strong: It stands at 9; the middle, at 2 (")
