import numpy as np
import pandas as pd
import pytest

from benchmarks.families.audits import draw_audits

N = 12_000
DAYS = pd.date_range("2023-07-01", "2026-06-30", periods=N).round("D")
TABLE = pd.DataFrame(
    {"assessment_id": [f"A{i}" for i in range(N)], "assessment_date": DAYS}
).assign(
    unit_id=[f"N{i % 9}" for i in range(N)],
    assigned_rosh=np.array(["low", "medium", "high", "very_high"])[np.arange(N) % 4],
)


def audits(picked, seed=1):
    rng = np.random.default_rng(seed)
    return draw_audits(TABLE, rng.normal(size=N), picked=picked, rng=rng)


@pytest.mark.parametrize("picked", ["random", "targeted", "units", "thematic"])
def test_about_as_many_are_drawn_as_asked_for_and_smaller_draws_lie_within_larger(picked):
    drawn = audits(picked)
    right = np.zeros(N, np.int64)

    few, many = (drawn.table(TABLE["assessment_id"], right, number) for number in (250, 4250))

    assert len(few) == pytest.approx(250, abs=60)
    assert len(many) == pytest.approx(4250, abs=200)
    assert set(few["assessment_id"]) <= set(many["assessment_id"])
    assert not len(drawn.table(TABLE["assessment_id"], right, 0))


def test_no_audit_ends_after_the_last_day_or_before_its_assessment():
    made = audits("targeted").table(TABLE["assessment_id"], np.zeros(N, np.int64), 1000)

    signed = TABLE.set_index("assessment_id").loc[made["assessment_id"], "assessment_date"]
    assert made["audit_completed_date"].max() <= DAYS.max()
    assert (made["audit_completed_date"].to_numpy() > signed.to_numpy()).all()


def test_chances_are_on_record_where_audits_were_drawn_at_random_alone():
    right = np.zeros(N, np.int64)

    at_random = audits("random").table(TABLE["assessment_id"], right, 1000)
    by_unit = audits("units").table(TABLE["assessment_id"], right, 1000)

    assert at_random["selection_probability"].between(0.05, 0.2).all()
    assert set(at_random["selection_reason"]) == {"random"}
    assert by_unit["selection_probability"].isna().all()
    shares = by_unit["assessment_id"].str[1:].astype(int).mod(9).value_counts(normalize=True)
    assert shares.max() > 2 / 9
