"""No fact recorded after signature reaches a feature: shown on worlds drawn at random."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.table import load_tables
from features import engine
from features.cases import AsOf
from features.registry import THEMES

ROSH = ("low", "medium", "high", "very_high")
START = dt.date(2025, 1, 1)
CONTRACTS = load_tables()
DATED = ("registrations", "offences", "enquiries", "contacts")
KEYS = {
    "registrations": "registration_id",
    "offences": "offence_row_id",
    "enquiries": "enquiry_id",
    "contacts": "contact_id",
}
DAYS = st.integers(0, 500).map(lambda n: START + dt.timedelta(days=n))
PEOPLE = st.sampled_from(["P1", "P2"])


def moment(day: dt.date, hours: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(hours=hours)


@st.composite
def rows_of(draw: st.DrawFn, table: str) -> dict[str, object]:
    """A row with a value of its type in every column of the contract."""
    row = {column.name: draw(value_of(column)) for column in CONTRACTS[table].columns}
    event = {"registrations": "start_date", "offences": "conviction_date"}
    event |= {"enquiries": "requested_date", "contacts": "contact_date"}
    row |= {"person_id": draw(PEOPLE)}
    lag = draw(st.sampled_from([0, 9, 24, 24 * 40]))
    return row | {"known_at": moment(row[event[table]], lag)}


def value_of(column) -> st.SearchStrategy:
    kinds = {
        "level": st.sampled_from(ROSH),
        "integer": st.integers(0, 15),
        "number": st.integers(0, 99).map(float),
        "boolean": st.booleans(),
        "date": DAYS,
        "datetime": DAYS.map(lambda day: moment(day, 12)),
        "month": DAYS.map(lambda day: day.replace(day=1)),
        "string": st.sampled_from(["U1", "U2"]),
    }
    if column.type == "enum":
        kind = st.sampled_from(column.allowed)
    elif column.type == "list":
        kind = st.just([])
    else:
        kind = kinds[column.type]
    return kind if column.required else st.none() | kind


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, pd.DataFrame]:
    """Up to four assessments of two people, and what the record says of them."""
    tables = {}
    assessments = []
    for i in range(draw(st.integers(1, 4))):
        row = {c.name: draw(value_of(c)) for c in CONTRACTS["assessments"].columns}
        assessments.append(row | {"assessment_id": f"A{i}", "person_id": draw(PEOPLE)})
    tables["assessments"] = assessments
    for name in DATED:
        rows = draw(st.lists(rows_of(name), max_size=8))
        tables[name] = [row | {KEYS[name]: f"K{i}"} for i, row in enumerate(rows)]
    return {
        name: pd.DataFrame(rows, columns=list(CONTRACTS[name].names))
        for name, rows in tables.items()
    }


def features_of(folder: Path, world: dict[str, pd.DataFrame], as_of: AsOf) -> pd.DataFrame:
    for name, frame in world.items():
        frame.to_parquet(folder / f"{name}.parquet", index=False)
    case = engine.Case(folder, ROSH, as_of)
    with engine.computed(case, THEMES, engine.Limits(threads=1)) as computed:
        return computed.view("features").df().set_index("assessment_id")


def known_by(world: dict[str, pd.DataFrame], moment: pd.Timestamp) -> dict[str, pd.DataFrame]:
    """The world without what was recorded after a moment."""
    kept = {name: world[name][pd.to_datetime(world[name]["known_at"]) <= moment] for name in DATED}
    assessments = world["assessments"]
    signed = pd.to_datetime(assessments["assessment_date"]) <= moment
    return world | kept | {"assessments": assessments[signed]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("world")


DRAWN = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@DRAWN
@given(world=worlds())
def test_deleting_every_fact_recorded_after_signature_changes_no_feature(folder, world):
    all_facts = features_of(folder, world, AsOf())

    for name, signed in all_facts["assessment_date"].items():
        without = features_of(folder, known_by(world, signed), AsOf())

        pd.testing.assert_series_equal(without.loc[name], all_facts.loc[name])


@DRAWN
@given(world=worlds(), seed=st.integers(0, 99))
def test_scrambling_every_fact_recorded_after_signature_changes_no_feature(folder, world, seed):
    all_facts = features_of(folder, world, AsOf())
    name, signed = next(iter(all_facts["assessment_date"].items()))

    scrambled = dict(world)
    for table in DATED:
        frame = world[table]
        late = pd.to_datetime(frame["known_at"]) > signed
        fixed = ["known_at", KEYS[table]]
        mixed = frame[late].sample(frac=1, random_state=seed).reset_index(drop=True)
        mixed[fixed] = frame.loc[late, fixed].reset_index(drop=True)
        mixed["person_id"] = "P1"
        scrambled[table] = pd.concat([frame[~late], mixed], ignore_index=True)

    pd.testing.assert_series_equal(
        features_of(folder, scrambled, AsOf()).loc[name], all_facts.loc[name]
    )


@DRAWN
@given(world=worlds(), day=DAYS)
def test_replaying_an_earlier_day_gives_the_features_which_that_day_had(folder, world, day):
    as_of = AsOf("run_date", day)
    end_of_day = pd.Timestamp(day) + pd.Timedelta(days=1, microseconds=-1)
    then = known_by(world, end_of_day)
    if then["assessments"].empty:
        return

    today = features_of(folder, world, as_of)

    replayed = features_of(folder, then, as_of)
    pd.testing.assert_frame_equal(today.loc[replayed.index], replayed)
