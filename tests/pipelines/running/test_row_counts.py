import json

import pandas as pd
import pytest

from pipelines.running.row_counts import row_faults


@pytest.fixture
def checked(tmp_path):
    folder = tmp_path / "02_checked"
    (folder / "tables").mkdir(parents=True)
    (folder / "source.json").write_text(json.dumps({"tables": ["assessments", "audits"]}))
    kept = {"assessments": {"kept": 5}, "audits": {"kept": 2}}
    (folder / "accounts.json").write_text(json.dumps(kept))
    table(folder / "tables" / "assessments.parquet", 5)
    table(folder / "tables" / "audits.parquet", 2)
    return folder


def table(path, rows):
    pd.DataFrame({"assessment_id": [f"A{i}" for i in range(rows)]}).to_parquet(path)
    return path


def test_tables_and_features_of_one_length_fit(checked, tmp_path):
    features = table(tmp_path / "features.parquet", 5)

    assert row_faults({"checked": checked, "features": features}) == []


def test_a_table_that_lost_rows_or_is_gone_is_named(checked):
    table(checked / "tables" / "assessments.parquet", 4)
    (checked / "tables" / "audits.parquet").unlink()

    short, gone = row_faults({"checked": checked})

    assert short.endswith("assessments.parquet has 4 rows; 5 were kept")
    assert "which source.json names" in gone


def test_features_and_evidence_have_a_row_for_each_assessment(checked, tmp_path):
    inputs = {"checked": checked, "features": table(tmp_path / "features.parquet", 4)}
    inputs["evidence"] = table(tmp_path / "evidence.parquet", 6)

    assert row_faults(inputs) == [
        "features have 4 rows, assessments 5",
        "evidence have 6 rows, assessments 5",
    ]


def test_ten_scores_that_were_lost_are_missed(tmp_path):
    scores = table(tmp_path / "scores.parquet", 78)
    fallback = table(tmp_path / "fallback.parquet", 88)

    faults = row_faults({"scores": scores, "fallback": fallback})

    assert faults == ["fallback have 88 rows, scores 78"]


def test_lists_hold_as_many_cases_as_they_say(tmp_path):
    table(tmp_path / "worklist.parquet", 3)
    (tmp_path / "lists.json").write_text(json.dumps([{"listed": 2}, {"listed": 2}]))

    [fault] = row_faults({"worklist": tmp_path})

    assert fault.endswith("worklist.parquet has 3 rows; its lists hold 4 cases")


def test_a_table_of_nothing_in_scope_is_not_at_fault(tmp_path):
    nothing = pd.DataFrame({"assessment_id": pd.Series([], dtype=object)})
    nothing.to_parquet(tmp_path / "fallback.parquet")

    assert row_faults({"fallback": tmp_path / "fallback.parquet"}) == []


@pytest.mark.parametrize(
    ("columns", "found"), [({"assessment_id": [1, 2]}, "int64"), ({"a": ["A1", "A2"]}, "not there")]
)
def test_assessments_that_are_not_named_by_texts_would_join_nothing(tmp_path, columns, found):
    pd.DataFrame(columns).to_parquet(tmp_path / "features.parquet")

    faults = row_faults({"features": tmp_path / "features.parquet"})

    assert faults == [f"features: assessment_id is {found}; it should be text"]
