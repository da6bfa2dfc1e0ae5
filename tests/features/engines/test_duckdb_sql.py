import hashlib

import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.source import ExtraFeature
from features.cases import AsOf
from features.engines import duckdb_sql
from features.registry import THEMES
from features.themes.profile import profile_theme

LEVELS = ("low", "medium", "high", "very_high")


def assessment(**changes):
    signed = {"person_id": "P1", "unit_id": "U1", "assigned_rosh": "medium"}
    return {"assessment_id": "A1", "assessment_date": "2026-03-01"} | signed | changes


def test_every_assessment_has_one_row_in_the_order_of_ids(features_of):
    rows = [assessment(assessment_id=name) for name in ("B", "C", "A")]

    features = features_of({"assessments": rows})

    assert list(features.index) == ["A", "B", "C"]


def test_the_first_columns_say_whose_assessment_it_is(features_of):
    features = features_of({"assessments": [assessment()]})

    first = ["person_id", "unit_id", "assessment_date", "assigned"]
    assert list(features.columns[:4]) == first
    assert features.loc["A1", first].tolist() == ["P1", "U1", pd.Timestamp("2026-03-01"), "medium"]


def test_a_table_without_a_file_leaves_its_features_blank(feature_of):
    value = feature_of("signed_before_replies_received", {"assessments": [assessment()]})

    assert pd.isna(value)


def test_a_column_without_a_value_anywhere_leaves_its_features_blank(feature_of):
    value = feature_of("csrp_band_minus_rosh", {"assessments": [assessment()]})

    assert pd.isna(value)


def test_columns_of_the_profile_pass_through_as_declared(features_of):
    extra = [{"assessment_id": "A1", "wait time": 12.5, "arrival": "by ambulance", "seen": False}]
    themes = [profile_theme([
        ExtraFeature("wait time", "number", "Wait"),
        ExtraFeature("arrival", "category", "Arrival"),
        ExtraFeature("seen", "boolean", "Seen before"),
    ])]  # fmt: skip

    features = features_of({"assessments": [assessment()], "extra": extra}, themes=themes)

    values = features.loc["A1", ["wait time", "arrival", "seen"]].tolist()
    assert values == [12.5, "by ambulance", 0.0]


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_tables_give_the_same_bytes_on_any_number_of_threads(tmp_path, threads):
    rows = [assessment(assessment_id=f"A{i:04}", person_id=f"P{i % 7}") for i in range(500)]
    (tmp_path / "tables").mkdir()
    pd.DataFrame(rows).to_parquet(tmp_path / "tables" / "assessments.parquet", index=False)
    case = duckdb_sql.Case(tmp_path / "tables", LEVELS, AsOf())

    digests = set()
    for limits in (duckdb_sql.Limits(threads=threads), duckdb_sql.Limits(threads=1)):
        with duckdb_sql.computed(case, THEMES, limits) as computed:
            computed.write("features", tmp_path / "features.parquet")
        digests.add(hashlib.sha256((tmp_path / "features.parquet").read_bytes()).hexdigest())

    assert len(digests) == 1


def test_as_of_the_run_date_without_a_run_date_is_refused(features_of):
    with pytest.raises(InputError, match="'run_date' and the checked records have no run date"):
        features_of({"assessments": [assessment()]}, as_of=AsOf("run_date"))


def test_cases_taken_in_parts_come_out_as_when_taken_at_once(features_of, tmp_path, monkeypatch):
    rows = [assessment(assessment_id=f"A{i}", person_id=f"P{i % 2}") for i in range(5)]
    at_once = features_of({"assessments": rows}).reset_index()
    monkeypatch.setattr(duckdb_sql, "PART", 2)

    case = duckdb_sql.Case(tmp_path / "tables", LEVELS, AsOf())
    with duckdb_sql.computed(case, THEMES) as computed:
        filled = computed.write("features", tmp_path / "features.parquet")

    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "features.parquet"), at_once)
    assert (filled["assessment_id"], filled["csrp_band_minus_rosh"]) == (5, 0)
