"""A case whose model weighs little still comes with what its record holds."""

import pandas as pd

from worklists.reasons.filling import filled
from worklists.reasons.reasons import NOTHING_STANDS_OUT


def _told(reasons, *, missing=(), look_at=()):
    case = {"assessment_id": ["A1"], "reasons": [list(reasons)], "against": [["Against."]]}
    return pd.DataFrame(case | {"missing": [list(missing)], "look_at": [list(look_at)]})


def _reasons(weighed, fired):
    return filled(_told(weighed), _told(fired))["reasons"].to_list()[0]


def test_facts_on_record_follow_what_was_weighed_up_to_three():
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
    table = filled(
        _told(["Strong: One."], missing=["Blank."], look_at=["Enquiries"]),
        _told(["Two."], missing=["Blank.", "Reply."], look_at=["Registers", "Enquiries"]),
    )

    assert table["missing"].to_list() == [["Blank.", "Reply."]]
    assert table["look_at"].to_list() == [["Enquiries", "Registers"]]
    assert table["against"].to_list() == [["Against."]]
