import pytest

from contracts.predictors import BANDS, LEGACY_BANDS, band_column
from contracts.table import load_tables


@pytest.mark.parametrize(
    ("score", "band"),
    [
        ("reoffending_2yr_pct", "reoffending_band"),
        ("violence_2yr_pct", "violence_band"),
        ("serious_violence_2yr_pct", "serious_violence_band"),
        ("serious_recidivism_pct", "serious_recidivism_band"),
    ],
)
def test_a_score_s_band_stands_in_the_column_of_its_name(score, band):
    assert band_column(score) == band


def test_every_score_and_its_band_is_a_column_of_the_assessments():
    columns = {column.name for column in load_tables()["assessments"].columns}

    assert {*BANDS, *map(band_column, BANDS)} <= columns


@pytest.mark.parametrize("bands", [BANDS, LEGACY_BANDS])
def test_each_band_begins_above_the_one_before_and_within_a_hundred(bands):
    for begins in bands.values():
        assert list(begins) == sorted(set(begins))
        assert 0 < begins[0] < begins[-1] < 100


def test_the_published_thresholds_are_these():
    assert BANDS["reoffending_2yr_pct"] == (50, 75, 90)
    assert BANDS["violence_2yr_pct"] == (30, 60, 80)
    assert BANDS["serious_violence_2yr_pct"] == (1, 3, 6.9)
    assert BANDS["serious_recidivism_pct"] == (1, 3, 6.9)
    assert LEGACY_BANDS == {"serious_recidivism_pct": (3, 7)}
