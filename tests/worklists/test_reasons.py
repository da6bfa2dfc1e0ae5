"""Why a case is listed, in plain sentences."""

import numpy as np
import pandas as pd
import pytest

from contracts.refusal import Refusal
from worklists.reasons import NOTHING_STANDS_OUT, Record, rules_fired, words


def _entry(name, theme="history", **changes):
    return {
        "name": name,
        "theme": theme,
        "type": "yes_no",
        "sources": ["contacts.contact_date", "assessments.assessment_date"],
        "missing_means": f"{name} is not on record",
        "direction": 1,
        "sentence": f"{name} holds.",
        "sentence_absent": f"{name} does not hold.",
        "speaks_from": 1.0,
        "shown_as_reason": True,
        "look_at": f"{name} page",
        "known": 9,
    } | changes


def _words(entries, contributions, values=None, *, dates=None, beside=None, **changes):
    """One case, A1, signed on 5 October 2026."""
    names = [entry["name"] for entry in entries]
    values = values or [1.0] * len(names)
    record = Record(
        contributions=pd.DataFrame([contributions], columns=names, index=["A1"]).assign(
            base=-2.0, **(beside or {})
        ),
        features=pd.DataFrame([values], columns=names).assign(
            assessment_id="A1", assessment_date=pd.Timestamp("2026-10-05")
        ),
        evidence=pd.DataFrame([dates or {}]).assign(assessment_id="A1"),
        catalogue=entries,
        assessments=10,
        **changes,
    )
    return words(record).iloc[0]


def test_the_part_that_moves_the_margin_most_speaks_for_its_theme():
    entries = [_entry("a"), _entry("b"), _entry("c", theme="behaviour")]

    told = _words(entries, [0.1, 0.5, 0.4])

    assert told["reasons"] == [
        "Strong: b holds (contact log, as of 5 October 2026).",
        "Strong: c holds (contact log, as of 5 October 2026).",
    ]


def test_at_most_three_speak_for_and_one_against():
    entries = [_entry(name, theme=name) for name in "abcdefg"]

    told = _words(entries, [0.5, 0.4, 0.3, 0.2, -0.1, -0.3, 0.0], values=[1, 1, 1, 1, 0, 0, 0])

    assert [text.split()[1] for text in told["reasons"]] == ["a", "b", "c"]
    assert [text.split(": ")[1][:15] for text in told["against"]] == ["f does not hold"]


def test_words_of_strength_follow_the_share_of_all_that_moves_the_margin():
    entries = [_entry(name, theme=name) for name in "abc"]
    entries.append(_entry("load", theme="staff", shown_as_reason=False))

    told = _words(entries, [0.30, 0.15, 0.05, -0.50])

    assert [text.split(":")[0] for text in told["reasons"]] == ["Strong", "Moderate", "Slight"]


def test_what_the_rating_itself_weighs_is_never_said():
    told = _words([_entry("a")], [0.1], beside={"rating": 0.9})

    assert told["reasons"] == ["Moderate: a holds (contact log, as of 5 October 2026)."]


def test_staff_load_and_unit_are_never_said():
    entries = [_entry("caseload", theme="staff", shown_as_reason=False), _entry("a")]

    told = _words(entries, [5.0, 0.1], values=[np.nan, 1.0])

    assert "caseload" not in repr(told.to_dict())


def test_the_date_of_the_evidence_is_said_where_it_is_known():
    filled = _entry("b", theme="x", sentence="No reply to what was asked on {date}.")
    dates = {"a": pd.Timestamp("2026-01-12"), "b": pd.Timestamp("2026-01-13")}

    told = _words([_entry("a"), filled], [0.2, 0.1], dates=dates)

    assert told["reasons"][0].endswith("a holds (contact log, 12 January 2026).")
    assert told["reasons"][1].endswith("asked on 13 January 2026 (contact log).")


def test_a_number_has_no_decimals():
    score = _entry("a", type="number", sentence="The predictor stands at {value} per cent.")

    told = _words([score], [0.2], values=[4.13])

    assert "stands at 4 per cent" in told["reasons"][0]


def test_a_sentence_that_would_read_against_its_direction_is_left_out():
    protective = _entry("overseen", direction=-1, theme="oversight")

    told = _words([_entry("a"), protective], [0.3, 0.2], values=[0.0, 0.0])

    assert [text.split(": ")[1][:23] for text in told["reasons"]] == ["overseen does not hold "]


def test_a_case_of_which_nothing_stands_out_says_so():
    told = _words([_entry("a")], [-0.2], values=[1.0])

    assert told["reasons"] == [NOTHING_STANDS_OUT]


def test_what_is_missing_is_checks_first_and_then_what_other_records_hold():
    gap = _entry("check", theme="evidence_gaps", sentence="No check is on record.")
    other = _entry("asked", theme="evidence_gaps", sentence="A reply is missing.")
    blank = _entry("b", theme="x")
    absent = _entry("c", theme="x", known=7)

    told = _words(
        [gap, other, blank, absent], [0.5, 0.2, 0.1, 0.9], values=[1.0, 1.0, np.nan, np.nan]
    )

    assert told["missing"] == [
        "A reply is missing (contact log, as of 5 October 2026).",
        "B is not on record.",
    ]
    assert told["look_at"] == ["Check page", "Asked page", "B page"]


def test_after_a_failed_gate_the_rules_that_fired_speak_without_strength():
    score = _entry("score", theme="y", type="number", sentence_absent="score holds.")
    entries = [_entry("a"), _entry("b", theme="x", direction=-1), score]
    features = pd.DataFrame(
        {
            "assessment_id": [f"A{i}" for i in range(10)],
            "assessment_date": pd.Timestamp("2026-10-05"),
            "a": [0.0, 1.0] + [0.0] * 8,
            "b": [1.0] * 10,
            "score": [0.1, 0.9] + [0.2] * 8,
        }
    )

    fired = rules_fired(features, entries, ["A1", "A0"])
    told = words(
        Record(
            fired,
            features,
            features[["assessment_id"]],
            catalogue=entries,
            assessments=10,
            weighed=False,
        )
    )

    assert list(told["assessment_id"]) == ["A1", "A0"]
    assert told["reasons"].iloc[0] == [
        "a holds (contact log, as of 5 October 2026).",
        "score holds (contact log, as of 5 October 2026).",
    ]
    assert told["reasons"].iloc[1] == [NOTHING_STANDS_OUT]
    assert told["against"].iloc[1] == ["a does not hold (contact log, as of 5 October 2026)."]


def test_one_rule_that_fired_is_said_however_many_of_its_theme_did_not():
    entries = [_entry(name) for name in "abcd"]
    contributions = [1.0, -1.0, -1.0, -1.0]

    told = _words(entries, contributions, values=[1.0, 0.0, 0.0, 0.0], weighed=False)

    assert told["reasons"] == ["a holds (contact log, as of 5 October 2026)."]


def test_contributions_of_another_catalogue_are_refused():
    with pytest.raises(Refusal, match="'b' is no feature of the catalogue"):
        words(
            Record(
                pd.DataFrame({"b": [0.1]}, index=["A1"]),
                features=pd.DataFrame({"assessment_id": ["A1"]}),
                evidence=pd.DataFrame({"assessment_id": ["A1"]}),
                catalogue=[_entry("a")],
                assessments=10,
            )
        )
