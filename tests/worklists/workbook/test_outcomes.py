"""The choices of a reader, as the decision record says them."""

from worklists.workbook.outcomes import BY_TITLE, NEXT_ACTIONS, OUTCOMES


def test_every_choice_is_one_of_the_record_s_outcomes_or_records_nothing():
    recorded = {outcome.code: outcome.recorded_as for outcome in OUTCOMES}

    assert recorded == {
        "confirmed": "agree",
        "raised": "regrade",
        "lowered": "regrade",
        "reassess": "more_info",
        "evidence_requested": "more_info",
        "not_reviewed": "",
    }


def test_only_a_changed_level_has_a_direction():
    assert {one.title for one in OUTCOMES if one.direction} == {"Level raised", "Level lowered"}


def test_titles_are_told_apart():
    assert len(BY_TITLE) == len(OUTCOMES)
    assert len(set(NEXT_ACTIONS)) == len(NEXT_ACTIONS)
