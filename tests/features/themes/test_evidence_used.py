import math


def test_sources_are_counted(value_of):
    used = {"sources_used": ["interview", "police", "previous_convictions"]}

    assert value_of("sources_count", used) == 3
    assert value_of("previous_convictions_not_used", used) == 0


def test_sources_that_no_row_holds_are_not_known(value_of):
    assert math.isnan(value_of("sources_count", {"sources_used": None}))
    assert math.isnan(value_of("police_not_a_source"))


def test_a_spousal_assessment_not_done_for_want_of_an_assessor_is_a_gap(value_of):
    name = "sara_not_done_though_indicated"

    assert value_of(name, {"sara_status": "no_trained_assessor"}) == 1
    assert value_of(name, {"sara_status": "not_indicated"}) == 0
    assert math.isnan(value_of(name, {"sara_status": None}))


def test_an_analysis_exempted_or_not_indicated_was_not_done(value_of):
    assert value_of("full_analysis_exempted", {"full_analysis_status": "exempted"}) == 1
    assert value_of("full_analysis_exempted", {"full_analysis_status": "not_indicated"}) == 0
    assert value_of("full_analysis_not_done", {"full_analysis_status": "not_indicated"}) == 1
