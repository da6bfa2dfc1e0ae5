"""The same text gives the same features on Spark SQL, to 1e-9."""

import shutil

import numpy as np
import pandas as pd
import pytest

from contracts.table import load_tables
from features.cases import AsOf
from features.engines import duckdb_sql, spark_sql
from features.registry import THEMES

ROSH = ("low", "medium", "high", "very_high")
EVENTS = {"registrations": "start_date", "offences": "conviction_date"} | {
    "enquiries": "requested_date",
    "contacts": "contact_date",
}
SIZES = {"assessments": 120, "registrations": 150, "offences": 300, "enquiries": 150} | {
    "contacts": 1500,
    "practitioner_months": 60,
    "unit_months": 30,
}
KEYS = ("assessment_id", "registration_id", "offence_row_id", "enquiry_id", "contact_id")
PEOPLE = ("P1", "P2", "P3", "P4")


def days(rng: np.random.Generator, n: int, unit: str = "D", most: int = 800) -> pd.DatetimeIndex:
    return pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, most, n), unit)


KINDS = {
    "level": lambda rng, n: rng.choice(ROSH, n),
    "string": lambda rng, n: rng.choice(["U1", "U2", "M2"], n),
    "integer": lambda rng, n: rng.integers(0, 15, n),
    "number": lambda rng, n: rng.integers(0, 990, n) / 10,
    "boolean": lambda rng, n: rng.random(n) < 0.4,
    "date": days,
    "datetime": lambda rng, n: days(rng, n, "h", 20000),
    "month": lambda rng, n: days(rng, n).to_period("M").to_timestamp(),
}


def drawn(rng: np.random.Generator, column, n: int) -> pd.Series:
    if column.type == "list":
        picks = [list(rng.choice(column.allowed, rng.integers(0, 4))) for _ in range(n)]
        return pd.Series(picks)
    enum = column.type == "enum"
    values = pd.Series(rng.choice(column.allowed, n) if enum else KINDS[column.type](rng, n))
    return values if column.required else values.where(rng.random(n) < 0.8)


def table_drawn(rng: np.random.Generator, name: str, n: int) -> pd.DataFrame:
    contract = load_tables()[name]
    frame = pd.DataFrame({column.name: drawn(rng, column, n) for column in contract.columns})
    for column in frame.columns.intersection(KEYS):
        frame[column] = [f"{column}{i:04}" for i in range(n)]
    if "person_id" in frame:
        frame["person_id"] = rng.choice(PEOPLE, n)
    if name in EVENTS:
        frame["known_at"] = frame[EVENTS[name]] + pd.to_timedelta(rng.integers(0, 900, n), "h")
    frame = frame.drop_duplicates(list(contract.key))
    return frame.astype(dict.fromkeys(frame.select_dtypes("datetime"), "datetime64[us]"))


@pytest.fixture
def folder(tmp_path):
    rng = np.random.default_rng(3)
    for name, n in SIZES.items():
        table_drawn(rng, name, n).to_parquet(tmp_path / f"{name}.parquet", index=False)
    return tmp_path


@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["signature", "run_date"])
def test_both_engines_give_the_same_features(folder, kind):
    pytest.importorskip("pyspark", reason="pip install 'countersign[spark]'")
    if shutil.which("java") is None:
        pytest.skip("Java is needed: apt-get install default-jre-headless")
    case = duckdb_sql.Case(folder, ROSH, AsOf(kind, pd.Timestamp("2026-01-15").date()))

    with duckdb_sql.computed(case, THEMES) as computed:
        expected = [computed.frame(name) for name in ("features", "evidence")]

    session = spark_sql.session("local[2]")
    session.conf.set("spark_sql.sql.shuffle.partitions", "2")
    for relation, frame in zip(spark_sql.computed(session, case, THEMES), expected, strict=True):
        rows = pd.DataFrame(relation.collect(), columns=relation.columns)
        rows = rows.astype(frame.dtypes.to_dict())
        pd.testing.assert_frame_equal(rows, frame, rtol=0, atol=1e-9)
        assert (frame.nunique(dropna=False) > 1).sum() > 20  # noqa: PD101 - a frame's, not a series'
    session.stop()
