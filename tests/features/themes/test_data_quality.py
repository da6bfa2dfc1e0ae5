ENTRY = {"contact_group": "office", "contact_date": "2026-01-10", "known_at": "2026-01-11"}


def test_entries_more_than_a_week_late_are_late(value_of):
    late = ENTRY | {"known_at": "2026-01-20"}

    assert value_of("late_recording_share_26w", contacts=[ENTRY, late]) == 0.5


def test_blank_core_items_are_counted(value_of):
    assert value_of("missing_core_items") == 13
    assert value_of("missing_core_items", {"purpose": "review"}) == 12


def test_a_predictor_not_calculated_is_told(value_of):
    assert value_of("predictors_missing") == 1
    assert value_of("predictors_missing", {"serious_recidivism_pct": 1.0}) == 0


def test_dates_that_contradict_each_other_are_told(value_of):
    ahead = ENTRY | {"contact_date": "2026-02-20", "known_at": "2026-02-01"}

    assert value_of("conflicting_dates", contacts=[ENTRY]) == 0
    assert value_of("conflicting_dates", contacts=[ahead]) == 1
    assert value_of("conflicting_dates", {"initiated_date": "2026-04-01"}) == 1


def test_an_assessment_of_the_year_by_another_team_is_a_move(feature_of, record):
    now = record()["assessments"][0]
    before = now | {"assessment_id": "A0", "assessment_date": "2025-09-01"}

    for unit, value in (("U1", 0), ("U2", 1)):
        rows = [now, before | {"unit_id": unit}]
        assert feature_of("person_moved_unit_12m", {"assessments": rows}) == value
