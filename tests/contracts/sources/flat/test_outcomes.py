import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from contracts.sources.flat.outcomes import outcomes
from contracts.sources.profile.schema import FollowUpOutcome

RULES = FollowUpOutcome("again", happened="1", under_from="high", follow_up_days=365)


def read(rules, again, *, on=None, again_on=None):
    records = pd.DataFrame(
        {"row": range(1, len(again) + 1), "again": pd.Series(again, dtype="str")}
    )
    assessments = records[["row"]].assign(assessment_id=[f"A{row}" for row in records["row"]])
    if on:
        assessments["assessment_date"] = pd.Series(on, dtype="str")
    if again_on:
        records["again_on"] = pd.Series(again_on, dtype="str")
    audits, findings = outcomes(rules, records, assessments)
    return audits.set_index("row")["outcome"].to_dict(), findings


@pytest.mark.parametrize("happened", ["1", "yes", "Y", "TRUE"])
def test_yes_and_no_are_read_however_they_are_written(happened):
    y, findings = read(
        replace(RULES, happened=happened), ["1.0", "Yes", "y", "TRUE", "0.0", "No", "n", "false"]
    )

    assert list(y.values()) == [True] * 4 + [False] * 4
    assert findings == []


def test_an_outcome_that_is_a_no_is_read_from_every_no():
    y, _ = read(replace(RULES, happened="no"), ["No", "0.0", "yes"])

    assert y == {1: True, 2: True, 3: False}


@pytest.mark.parametrize("cell", ["-1", "1?", "<1", "perhaps", "2"])
def test_a_value_that_is_neither_is_unknown_and_counted(cell):
    y, findings = read(RULES, ["1", "0", cell, None])

    assert y == {1: True, 2: False}
    assert [(f.code, f.detail) for f in findings] == [("outcome_unclear", "1 rows (row 3)")]


def test_a_word_has_one_contrary_or_the_profile_names_them():
    rules = replace(RULES, happened="Evicted")

    y, findings = read(rules, ["evicted ", "stayed", "moved", "Evicted?"])

    assert y == {1: True, 2: False, 3: False}
    assert [f.code for f in findings] == ["outcome_unclear", "outcome_otherwise"]


def test_named_contraries_leave_all_else_unknown():
    rules = replace(RULES, happened="Evicted", did_not_happen=("stayed",))

    y, findings = read(rules, ["evicted", "Stayed", "evcited"])

    assert y == {1: True, 2: False}
    assert [(f.code, f.detail) for f in findings] == [("outcome_unclear", "1 rows (row 3)")]


def test_an_outcome_without_its_day_or_before_the_assessment_is_unknown_and_counted():
    y, findings = read(
        replace(RULES, dated="again_on"),
        ["1"] * 6 + ["0"],
        on=["2024-01-10"] * 7,
        again_on=["2024-01-10", "2024-12-31", "2025-06-01", None, "soon", "2024-01-09", None],
    )

    assert y == {1: True, 2: True, 3: False, 7: False}
    assert [(f.code, f.detail) for f in findings] == [
        ("outcome_without_day", "2 rows (rows 4, 5)"),
        ("outcome_before_assessment", "1 rows (row 6)"),
    ]


def test_a_follow_up_that_is_not_over_leaves_the_outcome_unknown():
    rules = replace(RULES, observed_until=dt.date(2024, 12, 31))

    y, findings = read(rules, ["1", "1"], on=["2023-01-01", "2024-06-01"])

    assert y == {1: True}
    assert [f.code for f in findings] == ["follow_up_not_over"]
