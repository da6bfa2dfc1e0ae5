import pandas as pd
import pytest

from contracts.files.dialect import Dialect
from contracts.sources.days import settle_days

ASSESSED, REVIEWED = ("assessments", "assessment_date"), ("audits", "audit_completed_date")


def settled(dialect=None, **columns):
    frame = pd.DataFrame({name: pd.Series(cells) for name, cells in columns.items()})
    frame.insert(0, "row", range(1, len(frame) + 1))
    places = dict(zip(columns, (ASSESSED, REVIEWED), strict=False))
    frame, findings = settle_days(frame, places, dialect or Dialect())
    return {name: list(frame[name]) for name in columns}, findings


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_what_one_column_proves_holds_for_the_whole_file():
    days, findings = settled(on=["03/04/2024", "05/06/2024"], seen=["25/12/2024", "01/02/2025"])

    assert days["on"] == ["2024-04-03", "2024-06-05"]
    assert days["seen"] == ["2024-12-25", "2025-02-01"]
    assert codes(findings) == ["read_from_another_date_form"] * 2


def test_a_column_that_proves_the_contrary_keeps_to_its_own_order():
    days, findings = settled(on=["25/12/2024", "03/04/2024"], seen=["12/25/2024", "03/04/2024"])

    assert days["on"] == ["2024-12-25", "2024-04-03"]
    assert days["seen"] == ["2024-12-25", "2024-03-04"]
    contradicting = [f for f in findings if f.code == "day_order_contradicts"]
    assert [(f.table, f.column, f.detail) for f in contradicting] == [
        ("audits", "audit_completed_date", "month before day")
    ]


def test_a_column_that_proves_both_orders_is_left_as_it_is_and_told():
    days, findings = settled(on=["25/12/2024", "12/25/2024", "03/04/2024"])

    assert days["on"] == ["25/12/2024", "12/25/2024", "03/04/2024"]
    assert codes(findings) == ["day_order_contradicts"]
    assert findings[0].detail.startswith("2 values, both orders are proven")


def test_a_column_that_contradicts_the_profile_is_told():
    _, findings = settled(Dialect(dates="dmy"), on=["12/25/2024", "03/04/2024"])

    assert "day_order_contradicts" in codes(findings)


def test_what_nothing_settles_is_left_as_it_is():
    days, findings = settled(on=["03/04/2024"])

    assert (days["on"], findings) == (["03/04/2024"], [])


def test_days_that_a_spreadsheet_turned_round_have_a_signature():
    turned = [f"2024-{month:02d}-{day:02d}" for day in range(1, 7) for month in (3, 4)]
    left = [f"{day}/03/2024" for day in range(13, 25)]

    _, findings = settled(on=[*turned, *left])

    assert "days_months_swapped" in codes(findings)


@pytest.mark.parametrize("extra", ["2024-03-20", "05/03/2024"])
def test_one_day_that_a_spreadsheet_would_not_leave_so_clears_it(extra):
    turned = [f"2024-{month:02d}-{day:02d}" for day in range(1, 7) for month in (3, 4)]
    left = [f"{day}/03/2024" for day in range(13, 25)]

    _, findings = settled(on=[*turned, *left, extra])

    assert "days_months_swapped" not in codes(findings)


@pytest.mark.parametrize("ending", ["Z", "+00:00", " UTC", "+0000", "+00"])
def test_a_midnight_of_summer_in_utc_is_the_day_it_was_here(ending):
    days, findings = settled(on=[f"2024-07-14T23:00:00{ending}", f"2024-01-14T00:00:00{ending}"])

    assert [day[:10] for day in days["on"]] == ["2024-07-15", "2024-01-14"]
    assert codes(findings) == ["utc_read_as_local"]


def test_a_moment_with_the_offset_of_its_own_place_keeps_its_day():
    days, findings = settled(on=["2024-07-15T00:00:00+01:00", "2024-07-15T00:00:00+02:00"])

    assert [day[:10] for day in days["on"]] == ["2024-07-15", "2024-07-15"]
    assert [(one.code, one.detail) for one in findings] == [
        ("day_of_another_zone", "1 values, as written (row 2)")
    ]


def test_moments_of_parquet_in_utc_are_read_the_same():
    moments = pd.to_datetime(["2024-07-14T23:00:00Z", None])

    days, findings = settled(on=moments)

    assert days["on"][0] == pd.Timestamp("2024-07-15")
    assert codes(findings) == ["utc_read_as_local"]


def test_moments_of_parquet_in_a_place_keep_the_day_of_that_place():
    moments = pd.to_datetime(["2024-07-15T00:00:00"]).tz_localize("Europe/Berlin")

    days, findings = settled(on=moments)

    assert days["on"] == [pd.Timestamp("2024-07-15")]
    assert codes(findings) == ["day_of_another_zone"]


def test_the_profile_may_name_another_place():
    days, _ = settled(Dialect(timezone="Asia/Seoul"), on=["2024-07-14T15:00:00Z"])

    assert days["on"] == ["2024-07-15T00:00:00"]
