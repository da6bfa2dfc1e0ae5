"""Tests of the suites that the contracts become."""

import pandas as pd
import pytest

from contracts.checks.expectations import broken, checks_of
from contracts.table import Column, Order, Table

TABLE = Table(
    "visits",
    "one visit",
    ("visit_id",),
    (
        Column("visit_id", "string", "", required=True, severity="error", pattern="^V[0-9]+$"),
        Column("kind", "enum", "", allowed=("office", "phone"), severity="error"),
        Column("minutes", "integer", "", low=0, high=480, usual=(0, 120)),
        Column("seen_on", "date", "", low="2013-01-01"),
        Column("known_at", "datetime", ""),
    ),
    dated="known_at",
    orders=(Order("seen_on", "known_at", "known_before_event", within=7),),
)
RIGHT = {
    "visit_id": ["V1", "V2", "V3"],
    "kind": ["office", "phone", None],
    "minutes": pd.array([30, None, 0], dtype="Int64"),
    "seen_on": pd.to_datetime(["2024-01-01", "2024-01-09", None]),
    "known_at": pd.to_datetime(["2024-01-01 10:00", "2024-01-02 09:00", "2024-01-01 00:00"]),
}


def faults(**changed):
    frame = pd.DataFrame(RIGHT | changed)
    found = broken(frame, checks_of(TABLE, run_date=pd.Timestamp("2024-01-31")))
    return [(fault.column, fault.code, fault.positions.tolist()) for fault in found]


def test_rows_within_the_contract_break_nothing_and_blanks_are_no_fault():
    assert faults() == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"visit_id": ["V1", None, "V3"]}, ("visit_id", "missing_value", [1])),
        ({"visit_id": ["V1", "V1", "V3"]}, ("visit_id", "duplicate_key", [0, 1])),
        ({"visit_id": ["V1", "V2", "x"]}, ("visit_id", "wrong_form", [2])),
        ({"kind": ["office", "ofice", None]}, ("kind", "not_on_the_list", [1])),
        ({"minutes": [30.0, 481.0, 0.0]}, ("minutes", "out_of_range_not_used", [1])),
        ({"minutes": [30.0, 121.0, 0.0]}, ("minutes", "unusual_value", [1])),
        (
            {"seen_on": pd.to_datetime(["2012-12-31", None, None])},
            ("seen_on", "out_of_range_not_used", [0]),
        ),
        (
            {"known_at": pd.to_datetime(["2024-01-01"] * 2 + ["2024-02-01"])},
            ("known_at", "after_run_date", [2]),
        ),
        (
            {"seen_on": pd.to_datetime([None, "2024-01-10", None])},
            ("seen_on", "known_before_event", [1]),
        ),
    ],
)
def test_each_kind_of_breach_is_found_in_its_rows(changed, found):
    assert found in faults(**changed)


def test_a_key_of_two_columns_is_unique_only_together():
    months = Table(
        "m",
        "one month",
        ("unit_id", "month"),
        (Column("unit_id", "string", ""), Column("month", "month", "")),
    )
    frame = pd.DataFrame(
        {
            "unit_id": ["U1", "U1", "U1"],
            "month": pd.to_datetime(["2024-01-01", "2024-02-01", "2024-02-01"]),
        }
    )

    (fault,) = broken(frame, checks_of(months))

    assert fault.positions.tolist() == [1, 2]


def test_checks_of_columns_that_are_not_there_hold():
    assert broken(pd.DataFrame({"visit_id": ["V1"]}), checks_of(TABLE)) == []


def test_the_last_day_of_the_calendar_stands_for_no_end():
    frame = pd.DataFrame(RIGHT).assign(
        seen_on=pd.Series(["9999-12-31"] * 3, dtype="datetime64[us]")
    )

    assert {(f.code, f.positions.size) for f in broken(frame, checks_of(TABLE))} == {
        ("known_before_event", 3)
    }


@pytest.mark.parametrize("last", ["9999-12-31", "2262-04-12", "2026-06-30"])
def test_no_run_date_is_too_late_to_be_compared_with(last):
    days = pd.Series(pd.to_datetime(["2024-01-01", None, last]).astype("datetime64[us]"))
    table = Table("visits", "one visit", (), (Column("seen_on", "date", ""),), dated="seen_on")

    found = broken(pd.DataFrame({"seen_on": days}), checks_of(table, run_date=days.max()))

    assert found == []
