import datetime as dt

import duckdb
import pandas as pd
import pytest

from contracts.errors import InputError
from features.cases import AsOf, cases_query
from features.portable_sql import foreign_to
from features.sql import HORIZONS

LEVELS = ("low", "medium", "high")
RUN_DATE = AsOf("run_date", run_date=dt.date(2026, 3, 31))


def cases(*rows, as_of):
    """The cases of assessments given as id, day of signature and level."""
    assessments = pd.DataFrame(rows, columns=["assessment_id", "assessment_date", "assigned_rosh"])
    assessments["assessment_date"] = pd.to_datetime(assessments["assessment_date"]).dt.date
    with duckdb.connect() as engine:
        engine.register("assessments", assessments)
        return engine.sql(cases_query(as_of, LEVELS)).df().sort_values("case_no")


def test_cases_are_numbered_in_the_order_of_their_ids_and_ranked_by_level():
    table = cases(("B", "2026-01-01", "high"), ("A", "2026-02-01", "low"), as_of=AsOf())

    assert table[["case_no", "assessment_id", "assigned_rank"]].to_numpy().tolist() == [
        [1, "A", 0],
        [2, "B", 2],
    ]


def test_facts_are_taken_as_of_the_first_moment_of_the_day_of_signature():
    table = cases(("A", "2026-03-15", "low"), as_of=AsOf())

    row = table.iloc[0]
    assert row["as_of_date"] == pd.Timestamp("2026-03-15")
    assert row["known_by"] == pd.Timestamp("2026-03-15")
    assert row["signed_at"] == pd.Timestamp("2026-03-15")


def test_or_as_of_the_last_moment_of_the_run_date_whenever_it_was_signed():
    row = cases(("A", "2026-01-15", "low"), as_of=RUN_DATE).iloc[0]

    assert row["as_of_date"] == pd.Timestamp("2026-03-31")
    assert row["known_by"] == pd.Timestamp("2026-03-31 23:59:59.999999")
    assert row["signed_at"] == pd.Timestamp("2026-01-15")


@pytest.mark.parametrize("days", HORIZONS)
def test_each_case_carries_the_day_before_each_stretch(days):
    row = cases(("A", "2026-03-15", "low"), as_of=AsOf()).iloc[0]

    assert row[f"before_{days}_days"] == pd.Timestamp("2026-03-15") - pd.Timedelta(days=days)


@pytest.mark.parametrize(
    ("lag", "month"), [(0, "2026-02-01"), (1, "2026-01-01"), (14, "2024-12-01")]
)
def test_the_last_month_of_workload_on_record_is_as_late_as_the_lag_says(lag, month):
    row = cases(("A", "2026-03-31", "low"), as_of=AsOf(reporting_lag_months=lag)).iloc[0]

    assert row["load_month"] == pd.Timestamp(month)


def test_as_of_the_run_date_without_a_run_date_is_refused():
    with pytest.raises(InputError) as refusal:
        cases_query(AsOf("run_date"), LEVELS)

    assert str(refusal.value) == (
        "featurise: 1 fault\n"
        "  - as_of is 'run_date' and the checked records have no run date\n"
        "  next: name check.run_date in params.yaml, or use signature"
    )


@pytest.mark.parametrize("as_of", [AsOf(), RUN_DATE])
def test_both_engines_read_the_query_alike(as_of):
    assert foreign_to(cases_query(as_of, LEVELS)) == []
