"""The rules that fired, which speak where a baseline made the list."""

import pandas as pd

from tests.worklists.made_up_entry import entry
from worklists.reasons.case_features import ReasonInputs
from worklists.reasons.reasons import NOTHING_STANDS_OUT, sentences
from worklists.reasons.rules_fired import rules_fired


def test_after_a_failed_gate_the_rules_that_fired_speak_without_strength():
    score = entry("score", theme="y", type="number", sentence_absent="score holds.")
    entries = [entry("a"), entry("b", theme="x", direction=-1), score]
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
    words = sentences(
        ReasonInputs(
            fired,
            features,
            features[["assessment_id"]],
            catalogue=entries,
            assessments=10,
            from_model=False,
        )
    )

    assert list(words["assessment_id"]) == ["A1", "A0"]
    assert words["reasons"].iloc[0] == [
        "a holds (contact log, as of 5 October 2026).",
        "score holds (contact log, as of 5 October 2026).",
    ]
    assert words["reasons"].iloc[1] == [NOTHING_STANDS_OUT]
    assert words["against"].iloc[1] == ["a does not hold (contact log, as of 5 October 2026)."]


def test_a_number_of_the_source_s_own_fires_where_it_stands_out_whatever_it_counts():
    age = entry("age", type="number", sources=["extra.age"])
    saturation = entry("saturation", type="number", direction=-1, sources=["extra.saturation"])
    features = pd.DataFrame(
        {
            "assessment_id": [f"A{i}" for i in range(10)],
            "age": [23.0, 91.0] + [50.0] * 8,
            "saturation": [88.0, 99.0] + [97.0] * 8,
        }
    )

    fired = rules_fired(features, [age, saturation], ["A0", "A1"])

    assert fired["age"].to_list() == [0.0, 0.9]
    assert fired["saturation"].to_list() == [0.9, 0.0]


def test_what_fewer_cases_share_counts_more_and_what_all_share_nothing():
    entries = [entry("usual", direction=-1), entry("rare"), entry("of_all")]
    features = pd.DataFrame(
        {
            "assessment_id": [f"A{i}" for i in range(10)],
            "usual": [0.0] * 8 + [1.0] * 2,
            "rare": [1.0] + [0.0] * 9,
            "of_all": [1.0] * 10,
        }
    )

    first, last = rules_fired(features, entries, ["A0", "A9"]).round(9).to_numpy().tolist()

    assert first == [0.2, 0.9, 0.0]
    assert last == [-0.8, -0.1, 0.0]
