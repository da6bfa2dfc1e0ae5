"""Tests of rules on what the records were in an earlier run."""

import pandas as pd
import pytest

from contracts.checked_folder import CheckedFolder
from contracts.checks.named_rules.previous_run import changed_since


def assessments(rows=200, people=100, blank=0):
    return pd.DataFrame(
        {
            "person_id": [f"P{i % people}" for i in range(rows)],
            "purpose": [None] * blank + ["review"] * (rows - blank),
        }
    )


@pytest.fixture
def earlier(tmp_path):
    folder = CheckedFolder(tmp_path)
    folder.tables.mkdir()
    assessments().to_parquet(folder.table_file("assessments"))
    return folder


def findings(frame, previous):
    return {f.code: f.detail for f in changed_since({"assessments": frame}, previous)}


def test_the_same_records_have_changed_in_nothing(earlier):
    assert findings(assessments(), earlier) == {}
    assert findings(assessments(rows=400, people=200), earlier) == {}


def test_a_column_that_went_blank_since_is_said(earlier):
    assert findings(assessments(blank=80), earlier) == {
        "blanks_unlike_previous_run": "blank in 40% of rows, in 0% a run before"
    }
    assert findings(assessments(blank=40), earlier) == {}


@pytest.mark.parametrize(("rows", "people"), [(200, 2), (1000, 100), (100, 40)])
def test_far_fewer_people_or_for_the_same_rows_are_said(earlier, rows, people):
    assert findings(assessments(rows, people), earlier) == {
        "people_unlike_previous_run": f"{people} people in {rows:,} rows; a run before, 100 in 200"
    }


def test_without_an_earlier_run_nothing_is_compared(tmp_path):
    assert findings(assessments(), None) == {}
    assert findings(assessments(), CheckedFolder(tmp_path)) == {}


def test_a_few_rows_are_not_compared(earlier):
    assert findings(assessments(rows=50, people=2, blank=50), earlier) == {}
