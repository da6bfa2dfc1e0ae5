"""The ratings of the pack, once each, with where and when, and a plain word where not recorded."""

import json

import pandas as pd
import pytest

from contracts.errors import InputError
from reports.cases import InputPaths, quarter_of, read_report_inputs, region_of
from reports.trends.enquiries import MISSING
from tests.models.evaluation.made_up import SOURCE, TRAINING, fold_predictions, world


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


@pytest.fixture
def paths(tmp_path):
    """What earlier stages wrote of 300 ratings of March 2026; ``features`` is not written yet."""
    made = InputPaths(*(tmp_path / name for name in ("checked", "model", "f", "p.json", "e")))
    for folder in (made.checked / "tables", made.model, made.evaluation):
        folder.mkdir(parents=True)
    cases = world(cases=300, seed=1)
    fold_predictions(cases).to_parquet(made.model / "fold_predictions.parquet")
    assessments = cases[["assessment_id", "person_id"]].assign(
        unit_id="U1", assessment_date=pd.Timestamp("2026-03-01"), assessor_id="W1"
    )
    assessments.to_parquet(made.checked / "tables" / "assessments.parquet")
    contents = {made.checked / "source.json": SOURCE.content(), made.performance: {}}
    contents |= {made.model / "training.json": TRAINING}
    contents |= {made.evaluation / f"{name}.json": {} for name in ("gate", "metrics")}
    for path, content in contents.items():
        path.write_text(json.dumps(content))
    return made


def test_enquiries_not_made_stand_beside_the_year_of_the_rating(paths):
    names, first = list(MISSING), fold_predictions(world(cases=300, seed=1))["assessment_id"].min()
    pd.DataFrame({"assessment_id": [first], names[0]: [1.0], "other": [2.0]}).to_parquet(
        paths.features
    )

    features = read_report_inputs(paths, capacity=0.05).features

    assert features[["assessment_id", names[0], "year"]].to_numpy().tolist() == [[first, 1.0, 2026]]
    assert not {"other", names[1]} & set(features)


def test_a_source_without_such_features_has_no_gaps(paths):
    pd.DataFrame({"assessment_id": ["A"], "other": [2.0]}).to_parquet(paths.features)

    features = read_report_inputs(paths, capacity=0.05).features

    assert list(features) == ["year"]
    assert features.empty
