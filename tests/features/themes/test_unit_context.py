import math

import pytest

from features.themes.unit_context import UNIT_CONTEXT

MONTH = {"unit_id": "U1", "month": "2026-01-01", "po_fte_target": 10.0, "po_fte_in_post": 8.5}


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("unit_po_vacancy_band", {}, 2),
        ("unit_spo_span_band", {"spo_span": 11.0}, 2),
        ("unit_inspection_rank", {"inspection_rating": "inadequate"}, 3),
        ("unit_trainee_share_band", {"trainee_share": 0.0}, 0),
    ],
)
def test_the_state_of_the_team_comes_in_bands(value_of, name, given, value):
    assert value_of(name, unit_months=[MONTH | given]) == value


def test_another_teams_months_say_nothing(value_of):
    other = MONTH | {"unit_id": "U2"}

    assert math.isnan(value_of("unit_po_vacancy_band", unit_months=[other]))


def test_the_state_of_the_team_is_never_shown_as_a_reason():
    assert not any(feature.shown_as_reason for feature in UNIT_CONTEXT.features)
