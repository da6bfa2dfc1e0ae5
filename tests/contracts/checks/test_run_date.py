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


@pytest.mark.parametrize("share", [0.02, 0.1, 0.2])
@pytest.mark.parametrize("year", ["2099", "9999"])
def test_future_dates_in_a_share_of_rows_do_not_move_the_run_date_and_are_said(share, year):
    many = pd.Series(pd.date_range("2024-01-01", periods=500))
    future = pd.Series([f"{year}-12-31"] * int(share * 500), dtype="datetime64[us]")
    days = pd.concat([many, future])

    run_date = settle_run_date("latest", days)

    assert run_date == many.max()
    (finding,) = slips_found(days, run_date=run_date)
    assert finding.code == "run_date_not_the_last"


def test_future_dates_at_many_days_are_slips_from_the_first_gap_on():
    many = pd.Series(pd.date_range("2024-01-01", periods=500))
    future = pd.Series(pd.date_range("2031-01-01", periods=20, freq="YS"))

    assert settle_run_date("latest", pd.concat([many, future])) == many.max()


def test_a_run_date_after_a_pause_is_taken_and_said():
    later = pd.Series(pd.date_range("2026-01-01", periods=5))
    days = pd.concat([DAYS, later])

    (finding,) = slips_found(days, run_date=settle_run_date("latest", days))

    assert finding.code == "run_date_after_a_pause"
    assert finding.detail.startswith("5 of 35 dates follow a pause of more than a year")


def test_an_early_stray_date_is_no_pause():
    days = pd.concat([pd.Series([pd.Timestamp("2013-01-01")]), DAYS])

    assert slips_found(days, run_date=settle_run_date("latest", days)) == []
