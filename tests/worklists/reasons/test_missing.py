"""What a case lacks, on the day of its signature and on the day of the list."""

import numpy as np
import pandas as pd

from tests.worklists.made_up_entry import entry
from tests.worklists.reasons.made_up_sentences import sentences_of

DAY = pd.Timestamp("2026-11-16")


def test_what_is_missing_is_checks_first_and_then_what_other_records_hold():
    gap = entry("check", theme="evidence_gaps", sentence="No check is on record.")
    other = entry("asked", theme="evidence_gaps", sentence="A reply is missing.")
    blank = entry("b", theme="x")
    absent = entry("c", theme="x", known=7)

    words = sentences_of(
        [gap, other, blank, absent], [0.5, 0.2, 0.1, 0.9], values=[1.0, 1.0, np.nan, np.nan]
    )

    assert words["missing"] == [
        "A reply is missing (contact log, as of 5 October 2026).",
        "B is not on record (as of 5 October 2026).",
    ]
    assert words["look_at"] == ["Check page", "Asked page", "B page"]


def test_a_check_that_was_answered_since_is_not_missing_and_as_a_reason_says_so():
    gap = entry("a", theme="evidence_gaps", sentence="No reply to what was asked on {date}.")
    other = entry("b", theme="evidence_gaps", sentence="No check is on record.")
    today = pd.DataFrame({"assessment_id": ["A1"], "a": [0.0], "b": [0.0]})

    words = sentences_of(
        [gap, other],
        [0.5, 0.2],
        dates={"a": pd.Timestamp("2026-01-12")},
        on_list_day=today,
        list_day=DAY,
    )

    (reason,) = words["reasons"]
    assert reason.endswith("(contact log, as of 5 October 2026; no longer so on 16 November 2026).")
    assert words["missing"] == []


def test_what_was_blank_and_is_filled_on_the_day_of_the_list_is_not_missing():
    blank = entry("b", theme="x")
    today = pd.DataFrame({"assessment_id": ["A1"], "b": [1.0]})

    filled = sentences_of([blank], [0.1], values=[np.nan], on_list_day=today, list_day=DAY)
    still = sentences_of(
        [blank], [0.1], values=[np.nan], on_list_day=today.assign(b=np.nan), list_day=DAY
    )

    assert filled["missing"] == []
    assert still["missing"] == ["B is not on record (as of 5 October 2026)."]


def test_a_check_still_open_on_the_day_of_the_list_is_missing_as_of_the_signature():
    gap = entry("check", theme="evidence_gaps", sentence="No reply since {date}.")
    louder = entry("asked", theme="evidence_gaps", sentence="No check is on record.")
    today = pd.DataFrame({"assessment_id": ["A1"], "check": [1.0], "asked": [1.0]})

    words = sentences_of(
        [gap, louder],
        [0.2, 0.5],
        dates={"check": pd.Timestamp("2026-01-12")},
        on_list_day=today,
        list_day=DAY,
    )

    (missing,) = words["missing"]
    assert missing == "No reply since 12 January 2026 (contact log, as of 5 October 2026)."
