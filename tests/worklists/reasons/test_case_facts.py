"""What a list says about a case besides its reasons."""

import datetime as dt

import pandas as pd

from contracts.levels import Scale
from contracts.source import Source
from worklists.reasons.case_facts import describe, weeks_until

SOURCE = Source(
    name="toy",
    title="Toy",
    about="",
    scale=Scale(("low", "medium", "high", "very_high"), high_from="high"),
    titles={"very_high": "Very high"},
    run_date=dt.date(2026, 11, 16),
)


def _describe(source=SOURCE, first_listed_on=None, **columns):
    row = {"assessment_id": "A1", "assigned_rosh": "medium", "assessment_date": "2026-11-03"}
    assessments = pd.DataFrame([row | columns])
    assessments["assessment_date"] = pd.to_datetime(assessments["assessment_date"])
    listed = pd.DataFrame({"assessment_id": ["A1"], "early_licence": [True]})
    listed["first_listed_on"] = pd.to_datetime([first_listed_on])
    return describe(listed, assessments, source=source, reference_key="demo").iloc[0]


def test_ages_are_whole_weeks():
    case = _describe(first_listed_on="2026-11-02")

    assert case["age_weeks"] == 1
    assert case["carried_weeks"] == 2
    assert case["early_licence"]


def test_a_new_case_has_been_carried_for_no_week():
    case = _describe(first_listed_on="2026-11-16")

    assert case["carried_weeks"] == 0
    assert pd.isna(case["carried_since"])


def test_a_case_of_an_earlier_list_says_since_when():
    earlier = _describe(first_listed_on="2026-11-02")

    assert earlier["carried_since"] == pd.Timestamp("2026-11-02")


def test_a_source_without_dates_has_no_age():
    undated = Source(name="toy", title="Toy", about="", scale=SOURCE.scale)

    case = _describe(source=undated, assessment_date=None)

    assert pd.isna(case["age_weeks"])
    assert case["carried_weeks"] == 0
    assert pd.isna(case["carried_since"])


def test_who_is_at_risk_is_told_by_group_in_the_words_of_the_source():
    case = _describe(
        rosh_children_community="high",
        rosh_children_custody="low",
        rosh_public_community="low",
        rosh_known_adult_community=None,
        rosh_staff_community="medium",
        rosh_staff_custody="very_high",
    )

    assert case["at_risk"] == [
        "Children: high in the community",
        "Staff: medium in the community, very high in custody",
    ]


def test_of_a_restricted_case_nobody_at_risk_is_told():
    case = _describe(lao_status="excluded", rosh_children_community="high")

    assert case["restricted"]
    assert case["at_risk"] == []


def test_weeks_before_a_future_date_are_below_zero():
    dates = pd.Series(pd.to_datetime(["2026-11-17", None]))

    assert weeks_until(SOURCE, dates).to_list() == [-1, pd.NA]
