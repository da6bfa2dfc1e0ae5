"""The bands of predictors, by name."""

import pytest

from worklists.reasons.predictor_bands import predictor_bands


@pytest.mark.parametrize(
    ("score", "band"), [(0.5, "low"), (1, "medium"), (3, "high"), (6.9, "very high")]
)
def test_a_score_is_named_by_its_published_band(score, band):
    case = {"predictor_family": "ogrs4", "serious_recidivism_pct": score}

    assert predictor_bands(case) == [f"Serious reoffending: {band}"]


def test_the_older_generation_has_its_three_bands():
    case = {"predictor_family": "ogrs3", "serious_recidivism_pct": 9.0}

    assert predictor_bands(case) == ["Serious reoffending: high"]


def test_a_recorded_band_counts_before_the_score_and_needs_no_family():
    case = {"violence_2yr_pct": 90.0, "violence_band": "low", "sexual_contact_band": "very_high"}

    assert predictor_bands(case) == ["Violence: low", "Contact sexual: very high"]


def test_what_is_not_on_record_or_not_applicable_is_not_named():
    case = {"violence_2yr_pct": float("nan"), "sexual_contact_band": "not_applicable"}

    assert predictor_bands(case | {"predictor_family": "ogrs4"}) == []
    assert predictor_bands({"violence_2yr_pct": 90.0}) == []
