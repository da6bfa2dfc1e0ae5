"""Tests of bringing a table to the contract's types."""

import pandas as pd

from contracts.checks.normalise import normalise
from contracts.table import Column, RawTable, Table

VISITS = Table(
    "visits",
    "one visit",
    ("visit_id",),
    (
        Column("visit_id", "string", meaning="", required=True, severity="error"),
        Column("seen_on", "date", meaning="", required=True, severity="error"),
        Column("minutes", "integer", meaning=""),
        Column("score", "number", meaning=""),
        Column("chance", "number", meaning="", unit="per cent"),
        Column("kind", "enum", meaning="", allowed=("office", "phone")),
        Column("topics", "list", meaning="", allowed=("F01",)),
    ),
)


def read(**columns):
    frame = pd.DataFrame(columns)
    return normalise(
        RawTable("visits", "visits.csv", frame.assign(row=range(1, len(frame) + 1))), VISITS
    )


def test_every_column_of_the_contract_is_there_in_its_type_whatever_the_file_holds():
    frame = read(visit_id=["V1"], seen_on=["2024-01-02"]).frame

    assert [str(frame[name].dtype) for name in VISITS.names] == [
        "str",
        "datetime64[us]",
        "Int64",
        "float64",
        "float64",
        "str",
        "list<item: string>[pyarrow]",
    ]


def test_a_value_that_cannot_be_read_is_blank_and_a_fault_as_grave_as_its_column():
    normalised = read(
        visit_id=["V1", "V2"],
        seen_on=["soon", "2024-01-02"],
        minutes=["7.5", "30"],
        score=["x", "1"],
    )

    assert normalised.frame["minutes"].isna().tolist() == [True, False]
    assert [(fault.column, fault.code) for fault in normalised.faults] == [
        ("seen_on", "unreadable_value"),
        ("minutes", "unreadable_not_used"),
        ("score", "unreadable_not_used"),
    ]


def test_other_spellings_are_counted_once_a_column():
    normalised = read(visit_id=["V1", "V2"], seen_on=["13/01/2024"] * 2, kind=["Office", "PHONE"])

    assert normalised.findings["detail"].tolist() == [
        "2 values, day before month (rows 1, 2)",
        "2 values: office 1, phone 1 (rows 1, 2)",
    ]


def test_one_column_proves_the_order_of_days_for_the_whole_file():
    order = Table("v", "", (), (VISITS.columns[1], Column("ended_on", "date", meaning="")))
    frame = pd.DataFrame({"row": [1], "seen_on": ["03/04/2024"], "ended_on": ["25/04/2024"]})

    normalised = normalise(RawTable("v", "v.csv", frame), order)

    assert normalised.frame["seen_on"][0] == pd.Timestamp("2024-04-03")


def test_the_frame_that_was_read_is_not_changed():
    frame = pd.DataFrame({"row": [1], "visit_id": [" V1 "], "seen_on": ["2024-01-02"]})
    before = frame.copy()

    normalise(RawTable("visits", "visits.csv", frame), VISITS)

    pd.testing.assert_frame_equal(frame, before)


def test_a_share_in_per_cent_may_carry_its_sign():
    found = read(visit_id=["V1", "V2"], seen_on="2024-01-02", chance=["45.2%", "7"])

    assert list(found.frame["chance"]) == [45.2, 7.0]


def test_yes_and_no_are_no_numbers():
    table = Table("toy", "a row", (), (Column("load", "number", ""),))
    raw = RawTable("toy", "toy.parquet", pd.DataFrame({"row": [1, 2], "load": [True, False]}))

    read = normalise(raw, table)

    assert read.frame["load"].isna().all()
    assert [fault.code for fault in read.faults] == ["unreadable_not_used"]


def test_a_spreadsheets_day_number_is_named_as_the_cause():
    table = Table("toy", "a row", (), (Column("day", "date", "", required=True, severity="error"),))
    raw = RawTable("toy", "toy.csv", pd.DataFrame({"row": [1, 2], "day": ["45529", "2024-01-01"]}))

    (fault,) = normalise(raw, table).faults

    assert fault.detail.endswith("save the column as year-month-day")
