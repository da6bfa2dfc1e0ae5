"""Tests of parting a table's rows."""

import pandas as pd

from contracts.checks.normalise import normalise
from contracts.checks.quarantine import faults_of, part
from contracts.table import Column, Order, RawTable, Table

TABLE = Table(
    "visits",
    "one visit",
    ("visit_id",),
    (
        Column("visit_id", "string", "", required=True, severity="error"),
        Column("seen_on", "date", "", required=True, severity="error"),
        Column("begun_on", "date", ""),
        Column("minutes", "integer", "", low=0, high=480),
        Column("kind", "enum", "", allowed=("office", "phone")),
    ),
    orders=(Order("begun_on", "seen_on", "begun_after_signing", blank="begun_on"),),
)


def sifted(ragged=(), **columns):
    frame = pd.DataFrame(columns, dtype="str")
    raw = RawTable("visits", "visits.csv", frame.assign(row=range(1, len(frame) + 1)))
    read = normalise(raw, TABLE)
    return part(raw, read, TABLE, faults_of(read, TABLE, run_date=None, ragged=ragged))


def codes(parted):
    return list(zip(parted.findings["row"], parted.findings["code"], strict=True))


def test_of_rows_that_repeat_each_other_the_first_is_kept():
    parted = sifted(visit_id=["V1", "V1"], seen_on=["2024-01-01", "2024-01-01 00:00"])

    assert codes(parted) == [(2, "duplicate_row")]
    assert parted.kept["row"].tolist() == [1]


def test_of_rows_that_share_a_key_and_differ_none_is_kept():
    parted = sifted(
        visit_id=["V1", "V1", "V2"], seen_on=["2024-01-01", "2024-01-02"] * 1 + ["2024-01-01"]
    )

    assert codes(parted) == [(1, "duplicate_key"), (2, "duplicate_key")]
    assert parted.kept["visit_id"].tolist() == ["V2"]


def test_an_optional_value_out_of_bounds_is_blanked_and_its_row_kept():
    parted = sifted(
        visit_id=["V1"],
        seen_on=["2024-01-01"],
        begun_on=["2024-02-01"],
        minutes=["999"],
        kind=["?"],
    )

    assert parted.kept[["begun_on", "minutes", "kind"]].isna().all(axis=None)
    assert sorted(parted.findings["code"]) == [
        "begun_after_signing",
        "not_on_the_list_not_used",
        "out_of_range_not_used",
    ]


def test_a_value_that_cannot_be_read_is_not_missing_as_well():
    parted = sifted(visit_id=["V1", "V2"], seen_on=["soon", None])

    assert codes(parted) == [(2, "missing_value"), (1, "unreadable_value")]


def test_a_row_that_could_not_be_parted_into_cells_is_that_and_nothing_else():
    parted = sifted(ragged=[2], visit_id=["V1", None], seen_on=["2024-01-01", None])

    assert codes(parted) == [(2, "ragged_row")]


def test_quarantine_holds_the_cells_as_they_were_written():
    parted = sifted(visit_id=["V1", "V2"], seen_on=["2024-01-01", "31/02/2024"])

    assert parted.set_aside.to_dict("records") == [
        {
            "visit_id": "V2",
            "seen_on": "31/02/2024",
            "row": 2,
            "reasons": ["seen_on: unreadable_value"],
        }
    ]
