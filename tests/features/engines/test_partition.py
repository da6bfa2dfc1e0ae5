import pandas as pd

from features.engines import partition


def test_a_table_too_large_for_memory_is_read_in_parts_with_the_same_figures(
    features_of, record, monkeypatch
):
    tables = record(
        contacts=[
            {"contact_group": "arrest_or_charge", "contact_date": f"2026-01-{day:02}"}
            | {"person_id": f"P{day % 5}"}
            for day in range(1, 31)
        ]
    )
    people = [tables["assessments"][0] | {"assessment_id": f"A{i}"} for i in range(5)]
    people = [row | {"person_id": f"P{i}"} for i, row in enumerate(people)]
    at_once = features_of(tables | {"assessments": people})

    monkeypatch.setattr(partition, "ROWS_AT_ONCE", 8)
    in_parts = features_of(tables | {"assessments": people})

    pd.testing.assert_frame_equal(in_parts, at_once)
    assert (at_once["arrests_or_charges_12w"] == 6).all()
