"""Why a case is listed, in plain sentences."""

import numpy as np
import pandas as pd
import pytest

from contracts.errors import InputError
from tests.worklists.made_up_entry import entry
from tests.worklists.reasons.made_up_sentences import sentences_of
from worklists.reasons.case_features import ReasonInputs
from worklists.reasons.reasons import NOTHING_STANDS_OUT, sentences


def test_the_part_that_moves_the_margin_most_speaks_for_its_theme():
    entries = [entry("a"), entry("b"), entry("c", theme="behaviour")]

    words = sentences_of(entries, [0.1, 0.5, 0.4])

    assert words["reasons"] == [
        "Strong: b holds (contact log, as of 5 October 2026).",
        "Strong: c holds (contact log, as of 5 October 2026).",
    ]


def _beside_others(of_feature, values, contribution):
    """The sentences of the first case, where the feature has these values in all."""
    ids = [f"A{place + 1}" for place in range(len(values))]
    features = pd.DataFrame({"assessment_id": ids, of_feature["name"]: values})
    inputs = ReasonInputs(
        contributions=pd.DataFrame({of_feature["name"]: [contribution]}, index=["A1"]),
        features=features.assign(assessment_date=pd.Timestamp("2026-10-05")),
        evidence=features[["assessment_id"]],
        catalogue=[of_feature],
        assessments=len(ids),
    )
    return sentences(inputs).iloc[0]


def test_columns_that_a_source_declares_speak_each_for_itself():
    entries = [
        entry("wait", theme="profile", type="number", sources=["extra.wait"], direction=0),
        entry("pain", theme="profile", type="number", sources=["extra.pain"], direction=0),
    ]

    words = sentences_of(entries, [0.6, 0.4], [40.0, 8.0])

    assert [text.split(" holds")[0] for text in words["reasons"]] == [
        "Strong: wait",
        "Strong: pain",
    ]


@pytest.mark.parametrize(
    ("age", "contribution", "reasons", "against"),
    [
        (70.0, 0.5, "Strong: Aged 70 (", None),
        (23.0, 0.5, "No single part", None),
        (23.0, -0.5, "No single part", "Strong: Age: 23 ("),
        (70.0, -0.5, "No single part", None),
    ],
)
def test_a_source_s_own_number_speaks_only_from_its_side_of_the_middle(
    age, contribution, reasons, against
):
    words_of_age = {"sentence": "Aged {value}.", "sentence_absent": "Age: {value}."}
    of_age = entry("age", type="number", sources=["extra.age"], **words_of_age)

    words = _beside_others(of_age, [age, 40.0, 50.0, 45.0, 48.0], contribution)

    assert words["reasons"][0].startswith(reasons)
    assert words["against"] == [] if against is None else words["against"][0].startswith(against)


def test_at_most_three_speak_for_and_one_against():
    entries = [entry(name, theme=name) for name in "abcdefg"]

    words = sentences_of(
        entries, [0.5, 0.4, 0.3, 0.2, -0.1, -0.3, 0.0], values=[1, 1, 1, 1, 0, 0, 0]
    )

    assert [text.split()[1] for text in words["reasons"]] == ["a", "b", "c"]
    assert [text.split(": ")[1][:15] for text in words["against"]] == ["f does not hold"]


def test_words_of_strength_follow_the_share_of_all_that_moves_the_margin():
    entries = [entry(name, theme=name) for name in "abc"]
    entries.append(entry("load", theme="staff", shown_as_reason=False))

    words = sentences_of(entries, [0.30, 0.15, 0.05, -0.50])

    assert [text.split(":")[0] for text in words["reasons"]] == ["Strong", "Moderate", "Slight"]


def test_what_the_rating_itself_weighs_is_never_said():
    words = sentences_of([entry("a")], [0.1], beside={"rating": 0.9})

    assert words["reasons"] == ["Moderate: a holds (contact log, as of 5 October 2026)."]


def test_staff_load_and_unit_are_never_said():
    entries = [entry("caseload", theme="staff", shown_as_reason=False), entry("a")]

    words = sentences_of(entries, [5.0, 0.1], values=[np.nan, 1.0])

    assert "caseload" not in repr(words.to_dict())


def test_the_date_of_the_evidence_is_said_where_it_is_known():
    filled = entry("b", theme="x", sentence="No reply to what was asked on {date}.")
    dates = {"a": pd.Timestamp("2026-01-12"), "b": pd.Timestamp("2026-01-13")}

    words = sentences_of([entry("a"), filled], [0.2, 0.1], dates=dates)

    assert words["reasons"][0].endswith("a holds (contact log, 12 January 2026).")
    assert words["reasons"][1].endswith("asked on 13 January 2026 (contact log).")


def test_a_number_has_no_decimals():
    score = entry("a", type="number", sentence="The predictor stands at {value} per cent.")

    words = sentences_of([score], [0.2], values=[4.13])

    assert "stands at 4 per cent" in words["reasons"][0]


MIDDLED = entry("a", type="number", sentence="It stands at {value}; the middle, at {middle}.")


def _beside_the_middle(value, contribution):
    """One case among assessments whose middle is 2."""
    contributions = pd.DataFrame({"a": [contribution], "base": [-2.0]}, index=["A1"])
    features = pd.DataFrame(
        {
            "assessment_id": ["A1", "A2", "A3", "A4", "A5"],
            "assessment_date": pd.Timestamp("2026-10-05"),
            "a": [value, 2.2, 2.2, 2.2, np.nan],
        }
    )
    named = MIDDLED | {"sentence_absent": MIDDLED["sentence"]}
    words = sentences(
        ReasonInputs(contributions, features, features[["assessment_id"]], [named], 5)
    )
    return words.iloc[0]


def test_a_number_may_stand_beside_the_middle_of_all_assessments():
    words = _beside_the_middle(6.0, 0.2)

    assert "It stands at 6; the middle, at 2 (" in words["reasons"][0]


@pytest.mark.parametrize("value", [1.0, 2.4])
def test_a_number_that_is_not_seen_to_lie_beyond_the_middle_is_no_reason(value):
    words = _beside_the_middle(value, 0.2)

    assert list(words["reasons"]) == [NOTHING_STANDS_OUT]


def test_words_have_no_middle():
    named = entry("a", type="category", direction=0, sentence="It is {value}; middle {middle}.")

    words = sentences_of([named], [0.2], values=["gas"])

    assert "It is gas; middle not on record (" in words["reasons"][0]


def test_once_is_one_time():
    counted = entry("a", type="number", sentence="Evicted {value} times before.")

    words = sentences_of([counted], [0.2], values=[1.0])

    assert "Evicted 1 time before (" in words["reasons"][0]


def test_a_number_below_the_middle_may_speak_against():
    words = _beside_the_middle(1.0, -0.2)

    assert "It stands at 1; the middle, at 2 (" in words["against"][0]


def test_a_sentence_that_would_read_against_its_direction_is_left_out():
    protective = entry("overseen", direction=-1, theme="oversight")

    words = sentences_of([entry("a"), protective], [0.3, 0.2], values=[0.0, 0.0])

    assert [text.split(": ")[1][:23] for text in words["reasons"]] == ["overseen does not hold "]


def test_a_case_of_which_nothing_stands_out_says_so():
    words = sentences_of([entry("a")], [-0.2], values=[1.0])

    assert words["reasons"] == [NOTHING_STANDS_OUT]


def test_one_rule_that_fired_is_said_however_many_of_its_theme_did_not():
    entries = [entry(name) for name in "abcd"]
    contributions = [1.0, -1.0, -1.0, -1.0]

    words = sentences_of(entries, contributions, values=[1.0, 0.0, 0.0, 0.0], from_model=False)

    assert words["reasons"] == ["a holds (contact log, as of 5 October 2026)."]


def test_contributions_of_another_catalogue_are_refused():
    with pytest.raises(InputError, match="'b' is no feature of the catalogue"):
        sentences(
            ReasonInputs(
                pd.DataFrame({"b": [0.1]}, index=["A1"]),
                features=pd.DataFrame({"assessment_id": ["A1"]}),
                evidence=pd.DataFrame({"assessment_id": ["A1"]}),
                catalogue=[entry("a")],
                assessments=10,
            )
        )
