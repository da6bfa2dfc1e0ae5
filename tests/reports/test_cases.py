"""The ratings of the pack, once each, with where and when, and a plain word where not recorded."""

import pandas as pd
import pytest

from contracts.errors import InputError
from reports.cases import InputPaths, quarter_of, read_report_inputs, region_of


def test_days_become_quarters_and_no_day_is_said_as_such():
    days = pd.Series(pd.to_datetime(["2026-01-01", "2026-03-31", "2026-12-31", None]))

    assert quarter_of(days).tolist() == ["2026 Q1", "2026 Q1", "2026 Q4", "not recorded"]


def test_a_team_has_the_region_of_its_latest_month():
    months = pd.DataFrame(
        {
            "unit_id": ["U1", "U1", "U2"],
            "month": pd.to_datetime(["2026-02-01", "2026-01-01", "2026-01-01"]),
            "region_id": ["new", "old", None],
        }
    )

    assert region_of({"unit_months": months}).to_dict() == {"U1": "new"}


@pytest.mark.parametrize("tables", [{}, {"unit_months": pd.DataFrame({"unit_id": ["U1"]})}])
def test_records_without_regions_have_none(tables):
    assert region_of(tables).empty


def test_without_the_train_stages_files_the_stage_to_run_is_named(tmp_path):
    paths = InputPaths(*[tmp_path] * 5)

    with pytest.raises(InputError, match="run the train stage first") as refused:
        read_report_inputs(paths, capacity=0.05)

    assert "fold_predictions.parquet is missing" in str(refused.value)
    assert "training.json is missing" in str(refused.value)
