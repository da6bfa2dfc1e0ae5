"""Tests of reading dates however they are written."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.checks.dates import day_order, read_dates, read_months, year_first


@pytest.mark.parametrize(
    "written",
    ["2024-03-01", "2024-03-01T23:30:00Z", "2024-03-01 10:00", "20240301", "01-MAR-2024"],
)
def test_a_date_that_can_be_read_in_one_way_only_is_read(written):
    read = read_dates(pd.Series([written]), order=None)

    assert read.cells.tolist() == [pd.Timestamp("2024-03-01")]


@pytest.mark.parametrize(
    "written",
    ["5/3/2024 2:30 PM", "05/03/2024 14:30", "2024/03/05 14:30:00", "5 Mar 2024 14:30",
     "05-MAR-24 02:30 pm", "2024-03-05T14:30:00Z", "2024-03-05 14:30:00 UTC"],
)  # fmt: skip
def test_a_time_of_day_is_read_on_whatever_clock_it_stands(written):
    read = read_dates(pd.Series([written]), order="dmy", time=True)

    assert read.cells.tolist() == [pd.Timestamp("2024-03-05 14:30")]


@pytest.mark.parametrize(
    "written", ["05/03/2024 99:99", "2024-03-05 25:00", "25/12/23", "45356", "12 AM", "13/2024"]
)
def test_what_is_no_day_or_no_time_is_unreadable_rather_than_bent(written):
    read = read_dates(pd.Series([written]), order="dmy", time=True)

    assert read.unreadable.tolist() == [True]


@pytest.mark.parametrize(
    "written",
    ["2026-03", "2026/03", "202603", "03/2026", "Mar 2026", "Mar-26", "March 2026", "2026-03-01"],
)
def test_a_month_is_read_however_it_is_written(written):
    read = read_months(pd.Series([written, None]), order=None)

    assert read.cells[0] == pd.Timestamp("2026-03-01")
    assert read.respelled.tolist() == [not written.startswith("2026-"), False]
    assert not read.unreadable.any()


@settings(deadline=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31)))
def test_any_day_written_day_first_is_read_back_where_the_order_is_known(day):
    read = read_dates(pd.Series([day.strftime("%d/%m/%Y")]), order="dmy")

    assert read.cells.tolist() == [pd.Timestamp(day)]


def test_one_date_past_the_twelfth_proves_the_order_of_all():
    assert day_order([pd.Series(["03/04/2024", "25/12/2023"])]) == "dmy"
    assert day_order([pd.Series(["03/04/2024"]), pd.Series(["12/25/2023"])]) == "mdy"


def test_dates_that_prove_both_orders_or_neither_are_not_guessed():
    assert day_order([pd.Series(["25/12/2023", "12/25/2023"])]) is None

    read = read_dates(pd.Series(["03/04/2024", "05/05/2024"]), order=None)

    assert read.unreadable.tolist() == [True, False]


def test_a_day_that_no_calendar_has_is_unreadable_and_a_blank_is_not():
    read = read_dates(pd.Series(["2024-02-30", "31/02/2024", "soon", None, " "]), order="dmy")

    assert read.unreadable.tolist() == [True, True, True, False, False]
    assert read.cells.isna().all()


def test_times_are_kept_only_where_they_are_asked_for():
    values = pd.Series(["2024-03-01 10:22:05"])

    assert read_dates(values, order=None).cells[0] == pd.Timestamp("2024-03-01")
    assert read_dates(values, order=None, time=True).cells[0].hour == 10


def test_typed_dates_lose_their_zone_and_keep_their_day():
    zoned = pd.Series(pd.DatetimeIndex(["2024-07-01 00:30"]).tz_localize("Europe/London"))

    assert read_dates(zoned, order=None).cells.tolist() == [pd.Timestamp("2024-07-01")]


def test_a_month_is_its_first_day():
    read = read_months(pd.Series(["2024-02", "2024-02-17", "February"]), order=None)

    assert read.cells.tolist()[:2] == [pd.Timestamp("2024-02-01")] * 2
    assert read.unreadable.tolist() == [False, False, True]


def test_blanks_and_days_of_parquet_are_left_as_they_are_by_a_declared_order():
    texts = pd.Series([None, "1.2.2024"], dtype="str")
    days = pd.Series(pd.to_datetime(["2024-02-01"]))

    assert year_first(texts, "dmy").isna().to_list() == [True, False]
    assert year_first(texts, "dmy")[1] == "2024-02-01"
    assert year_first(days, "dmy") is days
    assert year_first(texts, None) is texts


@settings(deadline=None)
@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", " %d-%m-%Y", "%d/%m/%Y 14:30"]),
)
def test_a_declared_order_and_a_proven_one_read_a_slashed_date_alike(day, form):
    written = pd.Series([day.strftime(form)])

    declared = read_dates(year_first(written, "dmy"), order=None)
    proven = read_dates(written, order="dmy")

    assert declared.cells.tolist() == proven.cells.tolist() == [pd.Timestamp(day)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("05-JAN-65", "1965-01-05"),
        ("05-JAN-50", "1950-01-05"),
        ("05-JAN-49", "2049-01-05"),
        ("05-JAN-24 10.11.00.000000000 AM", "2024-01-05"),
        ("05-JAN-24 10.11.00.000000000 PM +00:00", "2024-01-05"),
        ("05-JAN-24 22.11.00.000000 EUROPE/LONDON", "2024-01-05"),
        ("05-JAN-2024 10:11:00", "2024-01-05"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_days_of_an_oracle_export_are_read_as_it_means_them(written, day):
    read = read_dates(pd.Series([written]), order=None)

    assert read.cells[0] == pd.Timestamp(day)


def test_an_oracle_moment_keeps_its_hour():
    read = read_dates(pd.Series(["05-JAN-24 10.11.12.500000000 PM"]), order=None, time=True)

    assert read.cells[0] == pd.Timestamp("2024-01-05 22:11:12")


@pytest.mark.parametrize("cells", [[45529.5, 46055.25], [45529.0, None], [1e308, 1.0], [True]])
def test_numbers_that_are_no_day_are_unreadable_and_no_fault_of_ours(cells):
    read = read_dates(pd.Series(cells), order=None)

    assert read.cells.isna().all()
    assert read.unreadable[0]


def test_years_that_no_calendar_writes_are_unreadable():
    far = pd.Series([2**62, 0], dtype="datetime64[us]")

    read = read_dates(far, order=None)

    assert list(read.unreadable) == [True, False]
    assert list(read.cells.isna()) == [True, False]


@pytest.mark.parametrize("offset", ["+99:99", "+15:00", "-01:75"])
def test_an_offset_that_no_place_has_is_unreadable(offset):
    read = read_dates(pd.Series([f"2024-06-30T00:00:00{offset}"], dtype="str"), order=None)

    assert list(read.unreadable) == [True]


def test_each_row_says_whether_it_was_respelled_or_cannot_be_read():
    read = read_dates(
        pd.Series(["2026-03-01", "1 March 2026", "soon", None, "1 March 2026"]), order=None
    )

    assert read.respelled.tolist() == [False, True, False, False, True]
    assert read.unreadable.tolist() == [False, False, True, False, False]
