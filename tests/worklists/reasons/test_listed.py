"""The words of every listed case."""

import pandas as pd

from worklists.reasons.listed import Described, listed_words

ENTRY = {
    "name": "asked",
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
        "asked": [1.0, 0.0],
    }
)
DESCRIBED = Described(FEATURES, FEATURES[["assessment_id"]], [ENTRY])


def _weigh(listed):
    return pd.DataFrame({"asked": [0.5]}, index=listed["assessment_id"])


def test_a_models_reasons_are_weighed_and_a_rules_are_not():
    ids = pd.Series(["A1"])

    weighed = listed_words(ids, DESCRIBED, _weigh)
    ruled = listed_words(ids, DESCRIBED, None)

    said = "A check was not answered (enquiries, as of 5 October 2026)."
    assert weighed["reasons"].to_list() == [[f"Strong: {said}"]]
    assert ruled["reasons"].to_list() == [[said]]


def test_only_listed_cases_have_words():
    assert listed_words(pd.Series(["A2"]), DESCRIBED, None)["assessment_id"].to_list() == ["A2"]


def test_an_empty_list_has_no_words():
    assert listed_words(pd.Series([], dtype=str), DESCRIBED, None).empty
