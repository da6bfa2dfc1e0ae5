import datetime as dt
import json

import pandas as pd
import pytest

from contracts.levels import Scale
from contracts.source import Source
from pipelines.featurise import main
from pipelines.running.params.sections import FeaturiseParameters


@pytest.fixture
def featurise(tmp_path):
    def run(params, run_date=dt.date(2026, 6, 1)):
        checked = tmp_path / "checked"
        (checked / "tables").mkdir(parents=True, exist_ok=True)
        one = {"assessment_id": "A1", "person_id": "P1", "unit_id": "U1", "assigned_rosh": "low"}
        frame = pd.DataFrame([one | {"assessment_date": pd.Timestamp("2026-03-02")}])
        frame.to_parquet(checked / "tables" / "assessments.parquet", index=False)
        scale = Scale(("low", "medium", "high", "very_high"), "high")
        source = Source(name="s", title="S", about="", scale=scale, run_date=run_date)
        (checked / "source.json").write_text(json.dumps(source.content()))
        out = {name: tmp_path / f"{name}.parquet" for name in ("features", "evidence")}
        out["catalogue"] = tmp_path / "catalogue.json"
        figures = main(checked=checked, **out, featurise=params)
        return figures, {name: path.read_bytes() for name, path in out.items()}, out

    return run


def test_a_source_with_nothing_but_ratings_is_featurised(featurise):
    figures, _, out = featurise(FeaturiseParameters(as_of="signature", reporting_lag_months=1))

    features = pd.read_parquet(out["features"])
    catalogue = json.loads(out["catalogue"].read_text())
    assert figures == {"assessments": 1, "features": len(catalogue)}
    assert list(features.columns[5:]) == [entry["name"] for entry in catalogue]
    assert {entry["as_of"] for entry in catalogue} == {"signature"}
    assert {e["known"] for e in catalogue} == {0, 1}


def test_the_same_records_give_the_same_bytes(featurise):
    first, again = (
        featurise(FeaturiseParameters(as_of="signature", reporting_lag_months=1)) for _ in range(2)
    )

    assert first[1] == again[1]


def test_as_of_the_run_date_the_rating_has_an_age(featurise):
    _, _, out = featurise(FeaturiseParameters(as_of="run_date", reporting_lag_months=1))

    assert pd.read_parquet(out["features"]).loc[0, "assessment_age_weeks"] == 13
    assert json.loads(out["catalogue"].read_text())[0]["as_of"] == "run_date"
