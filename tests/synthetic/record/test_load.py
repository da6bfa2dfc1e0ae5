import numpy as np
import pandas as pd


def test_load_is_the_newest_complete_month_less_one_month_of_lag(service):
    tables, signals = service.world.tables, service.record.signals
    assessments = tables["assessments"][["assessor_id", "assessment_date"]].copy()
    month = assessments["assessment_date"].dt.to_period("M") - 2
    assessments["month"] = month.dt.to_timestamp().astype("datetime64[us]")
    months = tables["practitioner_months"][["assessor_id", "month", "wmt_pct"]]

    joined = assessments.merge(months, on=["assessor_id", "month"], how="left")
    over = (joined["wmt_pct"] > 110).astype(float)

    assert np.array_equal(over, signals["wmt_over_110"])
    assert pd.isna(joined["wmt_pct"]).mean() < 0.1
