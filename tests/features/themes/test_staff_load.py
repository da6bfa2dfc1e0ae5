import math

import pytest

from features.cases import AsOf
from features.themes.staff_load import STAFF_LOAD

ASSESSOR = {"assessor_id": "S1"}
MONTH = {"assessor_id": "S1", "unit_id": "U1", "grade": "PO", "caseload": 55, "wmt_pct": 118.0}


def test_the_last_complete_month_less_the_lag_is_read(feature_of, record):
    """Signed on 1 March: February is the last complete month, January is on record."""
    months = [
        MONTH | {"month": "2026-01-01", "caseload": 45},
        MONTH | {"month": "2026-02-01", "caseload": 70},
        MONTH | {"month": "2026-03-01", "caseload": 70},
    ]
    tables = record(ASSESSOR, practitioner_months=months)

    assert feature_of("caseload_band", tables) == 2
    assert feature_of("caseload_band", tables, as_of=AsOf(reporting_lag_months=0)) == 4


def test_a_gap_of_up_to_two_months_is_bridged_and_a_longer_one_is_not(value_of):
    for month, value in (("2025-11-01", 1), ("2025-10-01", None)):
        known = value_of(
            "caseload_over_50", ASSESSOR, practitioner_months=[MONTH | {"month": month}]
        )

        assert known == value or (value is None and math.isnan(known))


@pytest.mark.parametrize(
    ("name", "value"),
    [("workload_band", 3), ("wmt_over_110_4w", 1), ("load_x_tenure", 1), ("tenure_band", 0)],
)
def test_load_and_tenure_come_in_bands(value_of, name, value):
    month = MONTH | {"month": "2026-01-01", "months_in_role": 7.0}

    assert value_of(name, ASSESSOR, practitioner_months=[month]) == value


def test_the_case_having_changed_hands_is_told_without_naming_anyone(feature_of, record):
    now = record(ASSESSOR)["assessments"][0]
    before = now | {"assessment_id": "A0", "assessment_date": "2025-01-01"}

    for assessor, value in (("S1", 0), ("S2", 1)):
        rows = [now, before | {"assessor_id": assessor}]
        assert feature_of("recent_reallocation", {"assessments": rows}) == value


def test_nothing_on_staff_is_ever_shown_as_a_reason():
    assert not any(feature.shown_as_reason for feature in STAFF_LOAD.features)
