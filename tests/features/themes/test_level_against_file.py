import math

import pytest

from features.themes.level_against_file import LEVEL_AGAINST_FILE


@pytest.mark.parametrize(
    ("percent", "levels_above"), [(0.99, -1), (1.0, 0), (3.0, 1), (6.9, 2), (None, None)]
)
def test_the_serious_predictor_is_compared_by_band(value_of, percent, levels_above):
    value = value_of("csrp_band_minus_rosh", {"serious_recidivism_pct": percent})

    assert value == levels_above or (levels_above is None and math.isnan(value))


def test_the_older_predictor_has_its_own_bands(value_of):
    older = {"serious_recidivism_pct": 3.0, "predictor_family": "ogrs3"}

    assert value_of("csrp_band_minus_rosh", older) == 0


def test_the_tier_leaves_the_rating_out(value_of):
    scores = {"serious_recidivism_pct": 7.0, "assigned_rosh": "low"}

    assert value_of("tier_without_rosh", scores) == 6
    assert value_of("tier_without_rosh", scores | {"assigned_rosh": "very_high"}) == 6
    assert value_of("tier_without_rosh_gap", scores) == 3


def test_registers_alone_give_a_tier(value_of):
    abuse = {"register_code": "ADVP", "start_date": "2025-01-01"}

    assert value_of("tier_without_rosh", registrations=[abuse]) == 2


def test_a_register_entry_closed_before_signature_gives_no_tier(value_of):
    closed = {"register_code": "ADVP", "start_date": "2025-01-01", "end_date": "2026-01-01"}
    score = {"reoffending_2yr_pct": 10.0}

    assert value_of("tier_without_rosh", score, registrations=[closed]) == 0


def test_custody_is_compared_with_the_community(value_of):
    cells = {"rosh_staff_custody": "high", "rosh_public_community": "low"}

    assert value_of("custody_level_minus_community_level", cells) == 2
    assert math.isnan(value_of("custody_level_minus_community_level"))


def test_a_cell_above_the_overall_level_is_told(value_of):
    assert value_of("highest_cell_minus_assigned", {"rosh_children_custody": "very_high"}) == 2


def test_needs_linked_to_harm_are_counted(value_of):
    linked = {"needs_linked_to_harm": ["drugs", "alcohol"]}

    assert value_of("needs_linked_to_harm_count", linked) == 2


def test_the_level_given_is_no_reason_and_all_else_here_may_be():
    hidden = [one.name for one in LEVEL_AGAINST_FILE.features if not one.shown_as_reason]

    assert hidden == ["assigned_level"]


@pytest.mark.parametrize("score", ["serious_recidivism_pct", "serious_violence_2yr_pct"])
def test_the_highest_band_is_that_of_whichever_serious_predictor_stands_higher(value_of, score):
    lower = {"serious_recidivism_pct": 0.1, "serious_violence_2yr_pct": 0.1}

    assert value_of("highest_band_minus_rosh", lower) == -1
    assert value_of("highest_band_minus_rosh", lower | {score: 99.0}) == 2
