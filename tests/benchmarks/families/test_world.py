import numpy as np
import pandas as pd
import pytest

from benchmarks.families import world as worlds
from benchmarks.families.world import make_world
from models.training.data.reading import read_records
from pipelines.running.params.sections import FeaturiseParameters

FAMILY = "last rating carried on"


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    settings = FeaturiseParameters(as_of="signature", reporting_lag_months=1)
    folder = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worlds, "ASSESSMENTS", 1500)
        return make_world(folder, family=FAMILY, seed=3, settings=settings)


def test_ratings_on_record_are_those_drawn_and_exact_chances_belong_to_them(world):
    records = read_records(**world.inputs)
    truth = world.truth.set_index("assessment_id").loc[records.table["assessment_id"]]

    assert (records.assigned == truth["assigned"].to_numpy()).all()
    assert truth["p_under"].mean() == pytest.approx(
        (truth["right"] > truth["assigned"]).mean(), abs=0.03
    )
    assert not truth.loc[truth["assigned"] == 3, "p_under"].any()


def test_audits_on_record_say_the_right_level_and_leave_live_cases_alone(world):
    number = world.audit(300)

    records = read_records(**world.inputs)
    truth = world.truth.set_index("assessment_id").loc[records.table["assessment_id"]]
    assert records.audited.sum() == number == pytest.approx(300, abs=60)
    assert (records.right == truth["right"].to_numpy())[records.audited].all()
    assert not truth["live"][records.audited].any()
    assert world.audit(0) == 0
    assert not read_records(**world.inputs).audited.any()


def test_a_rating_is_often_that_of_before_where_officers_carry_it_on(world):
    table = pd.read_parquet(world.inputs["features"])
    step = table["previous_rosh_minus_assigned"].dropna()

    assert (step == 0).mean() > 0.55


def test_nothing_of_the_truth_is_in_the_folder(world):
    columns = set(pd.read_parquet(world.inputs["features"]).columns)
    for path in (world.inputs["checked"] / "tables").glob("*.parquet"):
        columns |= set(pd.read_parquet(path).columns)

    assert not [name for name in columns if name.startswith(("p_", "right", "live"))]
    assert np.isfinite(world.truth["p_under"]).all()
