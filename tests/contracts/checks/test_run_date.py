"""Tests of the day that a run speaks of."""

import pandas as pd
import pytest

from contracts.checks.run_date import settle_run_date, slips_found
from contracts.errors import InputError

DAYS = pd.Series(pd.date_range("2024-01-01", periods=30))
SLIP = pd.Series([pd.Timestamp("2042-01-03")])


def test_the_latest_day_on_record_is_the_run_date():
    assert settle_run_date("latest", DAYS) == pd.Timestamp("2024-01-30")


def test_a_slip_of_the_pen_does_not_move_the_run_date_and_is_reported():
    days = pd.concat([SLIP, DAYS])

    run_date = settle_run_date("latest", days)

    assert run_date == pd.Timestamp("2024-01-30")
    (finding,) = slips_found(days, run_date=run_date)
    assert finding.detail.startswith("1 dates lie more than a year after all others")


def test_many_late_dates_are_no_slip():
    later = pd.Series(pd.date_range("2026-01-01", periods=5))

    assert settle_run_date("latest", pd.concat([DAYS, later])) == pd.Timestamp("2026-01-05")


def test_records_without_dates_have_no_run_date():
    assert settle_run_date("latest", pd.Series([pd.NaT, pd.NaT])) is None


def test_a_stated_day_is_taken_as_it_is_and_anything_else_is_refused():
    assert settle_run_date("2023-06-30", DAYS) == pd.Timestamp("2023-06-30")

    with pytest.raises(InputError, match="allowed: latest, or a day as 2025-06-30"):
        settle_run_date("yesterday", DAYS)
