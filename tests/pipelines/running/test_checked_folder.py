"""Tests of the folder that the check stage writes."""

import pandas as pd
import pyarrow.parquet as pq

from contracts.checks.run import check_tables
from contracts.levels import Scale
from contracts.source import RawSource, Source
from contracts.table import RawTable
from pipelines.running.checked_folder import write_checked

ROW = {
    "row": [1],
    "assessment_id": ["A1"],
    "person_id": ["P1"],
    "assessment_date": ["2024-01-01"],
    "assigned_rosh": ["low"],
    "unit_id": ["U1"],
    "sources_used": ["police|interview"],
}


def test_columns_keep_their_types_even_where_they_are_blank_throughout(tmp_path):
    source = Source(name="toy", title="", about="", scale=Scale(("low", "medium"), "medium"))
    raw = RawTable("assessments", "a.csv", pd.DataFrame(ROW))

    write_checked(check_tables(RawSource({"assessments": raw}, source, ())), tmp_path / "checked")

    schema = pq.read_schema(tmp_path / "checked" / "tables" / "assessments.parquet")
    assert str(schema.field("needs_linked_to_harm").type.value_type) == "string"
    assert str(schema.field("protective_orders_count").type) == "int64"
    frame = pd.read_parquet(tmp_path / "checked" / "tables" / "assessments.parquet")
    assert frame["sources_used"][0].tolist() == ["interview", "police"]
    assert str(frame["assessment_date"].dtype) == "datetime64[us]"
