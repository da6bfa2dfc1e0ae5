from datetime import date

import pandas as pd
import pytest

from contracts.errors import InputError
from worklists.reasons.case_features import ReasonInputs, cases_with_features

SCORE = {
    "name": "score",
    "theme": "behaviour",
    "type": "number",
    "sources": ["assessments.score"],
    "direction": 1,
    "sentence": "The score is {value}; the middle assessment's, {middle}.",
    "sentence_absent": "",
    "speaks_from": 1.0,
    "shown_as_reason": True,
    "look_at": "scores",
    "missing_means": "not scored",
    "known": 3,
}
SIGNED = pd.Timestamp("2026-03-02")


def inputs(contributions, **changes):
    cases = ["A1", "A2", "A3"]
    features = pd.DataFrame(
        {"assessment_id": cases, "assessment_date": SIGNED, "score": [2.0, None, 6.0]}
    )
    evidence = pd.DataFrame({"assessment_id": cases, "score": [SIGNED, pd.NaT, SIGNED]})
    frame = pd.DataFrame(contributions).set_index("assessment_id")
    return ReasonInputs(frame, features, evidence, [SCORE], 3, **changes)


def test_each_case_has_its_value_its_day_and_what_the_feature_adds():
    rows = {"assessment_id": ["A3", "A2"], "score": [0.4, -0.1], "base": [0.0, 0.0]}

    (first, (of_first,)), (second, (of_second,)) = cases_with_features(inputs(rows))

    assert (first, of_first.value, of_first.contribution) == ("A3", 6.0, 0.4)
    assert of_first.dated.date() == date(2026, 3, 2)
    assert (second, of_second.value, of_second.dated) == ("A2", None, None)


def test_the_middle_is_that_of_all_assessments_and_not_of_the_listed():
    ((_, (feature,)),) = cases_with_features(inputs({"assessment_id": ["A3"], "score": [0.4]}))

    assert feature.middle == 4.0


def test_a_blank_that_is_filled_on_the_day_of_the_list_has_ended():
    today = pd.DataFrame({"assessment_id": ["A1", "A2"], "score": [2.0, 5.0]})
    rows = {"assessment_id": ["A1", "A2"], "score": [0.1, 0.1]}
    day = pd.Timestamp("2026-03-09")

    cases = dict(cases_with_features(inputs(rows, list_day=day, on_list_day=today)))

    assert cases["A1"][0].ended is None
    assert cases["A2"][0].ended == day


def test_a_contribution_of_no_feature_is_refused_with_the_way_out():
    rows = {"assessment_id": ["A1"], "shoe_size": [0.4]}

    with pytest.raises(InputError, match="'shoe_size' is no feature of the catalogue"):
        list(cases_with_features(inputs(rows)))
