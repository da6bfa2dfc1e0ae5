import numpy as np
import pytest

LEVEL = {"low": 0, "medium": 1, "high": 2, "very_high": 3}


def test_levels_are_as_common_as_the_scenario_says(service):
    assigned = service.world.tables["assessments"]["assigned_rosh"].value_counts(normalize=True)

    assert assigned["low"] == pytest.approx(0.22, abs=0.02)
    assert assigned["medium"] == pytest.approx(0.57, abs=0.02)
    assert assigned["high"] == pytest.approx(0.20, abs=0.02)
    assert assigned["very_high"] == pytest.approx(0.01, abs=0.005)


def test_the_overall_level_is_the_highest_of_the_community_cells(service):
    table = service.world.tables["assessments"]
    table = table[table["assigned_rosh_basis"] == "community_max"]

    cells = table.filter(regex="^rosh_.*_community$").apply(lambda column: column.map(LEVEL))

    assert (cells.max(axis=1) == table["assigned_rosh"].map(LEVEL)).all()


def test_identifiers_follow_the_day_of_signature_and_not_the_person(service):
    table = service.world.tables["assessments"].sort_values("assessment_id")

    assert table["assessment_id"].is_unique
    assert table["assessment_date"].is_monotonic_increasing


def test_countersigning_sends_back_more_of_the_ratings_that_are_too_low(service):
    table, ratings = service.world.tables["assessments"], service.ratings

    rejected = (table["countersign_outcome"] == "rejected").to_numpy()
    too_low = ratings.right > ratings.assigned
    assert np.array_equal(table["assigned_rosh"].map(LEVEL), ratings.assigned)
    assert rejected[too_low].mean() > 1.5 * rejected[~too_low].mean()


def test_restricted_cases_and_blanks_exist(service):
    table = service.world.tables["assessments"]

    assert 0.01 < (table["lao_status"] != "unrestricted").mean() < 0.05
    for column in ("interview_mode", "child_contact_potential", "screening_dont_know_count"):
        assert 0.01 < table[column].isna().mean() < 0.1
