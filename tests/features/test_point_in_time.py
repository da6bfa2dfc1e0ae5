"""No fact recorded after signature reaches a feature: shown on worlds drawn at random."""

import datetime as dt
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from contracts.table import load_tables
from features.cases import AsOf
from features.engines import duckdb_sql
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
SIGNED = AsOf()
DRAWN = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking worlds would take minutes
    suppress_health_check=list(HealthCheck),
)


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
    """Up to six assessments of two people, and what the record says of them."""
    people = [draw(PEOPLE) for _ in range(draw(st.integers(1, 6)))]
    assessments = [
        {c.name: draw(value_of(c)) for c in CONTRACTS["assessments"].columns}
        | {"assessment_id": f"A{i}", "person_id": person}
        for i, person in enumerate(people)
    ]
    tables = {"assessments": assessments}
    for name in DATED:
        rows = draw(st.lists(rows_of(name), min_size=4, max_size=12))
        tables[name] = [row | {KEYS[name]: f"K{i}"} for i, row in enumerate(rows)]
    return {
        name: pd.DataFrame(rows, columns=list(CONTRACTS[name].names))
        for name, rows in tables.items()
    }


def features_of(folder: Path, world: dict[str, pd.DataFrame], as_of: AsOf = SIGNED) -> pd.DataFrame:
    for name, frame in world.items():
        frame.to_parquet(folder / f"{name}.parquet", index=False)
    case = duckdb_sql.Case(folder, ROSH, as_of)
    with duckdb_sql.computed(case, THEMES, duckdb_sql.Limits(threads=1)) as computed:
        return computed.frame("features").set_index("assessment_id")


def known_by(world: dict[str, pd.DataFrame], moment: pd.Timestamp) -> dict[str, pd.DataFrame]:
    """The world without what was recorded after a moment."""
    facts = {name: world[name][pd.to_datetime(world[name]["known_at"]) <= moment] for name in DATED}
    assessments = world["assessments"]
    signed = pd.to_datetime(assessments["assessment_date"]) <= moment
    return world | facts | {"assessments": assessments[signed]}


def scrambled_after(
    world: dict[str, pd.DataFrame], moment: pd.Timestamp, seed: int
) -> dict[str, pd.DataFrame]:
    """The world with the content of everything recorded after a moment dealt out anew."""
    scrambled = {}
    for table in DATED:
        late = pd.to_datetime(world[table]["known_at"]) > moment
        fixed = world[table].loc[late, ["known_at", KEYS[table]]].reset_index(drop=True)
        dealt = world[table][late].sample(frac=1, random_state=seed).reset_index(drop=True)
        dealt[fixed.columns] = fixed
        scrambled[table] = pd.concat([world[table][~late], dealt], ignore_index=True)
    return world | scrambled


def features_in_own_world(folder, world, altered) -> pd.DataFrame:
    """The features of each assessment in a world altered for it alone: one run for all."""
    parts = []
    signed = world["assessments"].set_index("assessment_id")["assessment_date"]
    for name, day in signed.items():
        own = altered(world, pd.Timestamp(day))
        own |= {table: own[table].assign(person_id=own[table].person_id + name) for table in own}
        mine = own["assessments"]
        own["assessments"] = mine.assign(assessment_id=mine.assessment_id + ":" + name)
        parts.append(own)
    joined = {name: pd.concat([part[name] for part in parts]) for name in world}
    features = features_of(folder, joined).drop(columns="person_id")
    return features.loc[[f"{name}:{name}" for name in sorted(signed.index)]]


def assert_same(features: pd.DataFrame, others: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(
        features.drop(columns="person_id").reset_index(drop=True), others.reset_index(drop=True)
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("world")


@DRAWN
@given(world=worlds())
def test_deleting_every_fact_recorded_after_signature_changes_no_feature(folder, world):
    features = features_of(folder, world)

    without = features_in_own_world(folder, world, known_by)

    assert_same(features, without)


@DRAWN
@given(world=worlds(), seed=st.integers(0, 99))
def test_scrambling_every_fact_recorded_after_signature_changes_no_feature(folder, world, seed):
    features = features_of(folder, world)

    scrambled = features_in_own_world(folder, world, partial(scrambled_after, seed=seed))

    assert_same(features, scrambled)


@DRAWN
@given(world=worlds(), day=DAYS)
def test_replaying_an_earlier_day_gives_the_features_which_that_day_had(folder, world, day):
    then = known_by(world, pd.Timestamp(day) + pd.Timedelta(days=1, microseconds=-1))
    assume(not then["assessments"].empty)

    today = features_of(folder, world, AsOf("run_date", day))

    replayed = features_of(folder, then, AsOf("run_date", day))
    pd.testing.assert_frame_equal(today.loc[replayed.index], replayed)


def test_a_planted_fact_of_the_future_that_tells_the_truth_adds_nothing(folder):
    assessments = [
        {"assessment_id": f"A{i}", "person_id": f"P{i}", "unit_id": "U", "assigned_rosh": "medium"}
        | {"assessment_date": dt.date(2026, 3, 1)}
        for i in range(8)
    ]
    told = [
        {"contact_id": f"C{i}", "person_id": f"P{i}", "contact_group": "arrest_or_charge"}
        | {"contact_date": dt.date(2026, 2, 1), "known_at": moment(dt.date(2026, 3, 1), 1)}
        for i in range(0, 8, 2)
    ]
    world = {"assessments": pd.DataFrame(assessments)}
    columns = list(CONTRACTS["contacts"].names)
    for name in ("registrations", "offences", "enquiries"):
        (folder / f"{name}.parquet").unlink(missing_ok=True)

    planted = features_of(folder, world | {"contacts": pd.DataFrame(told, columns=columns)})

    clean = features_of(folder, world | {"contacts": pd.DataFrame([], columns=columns)})
    pd.testing.assert_frame_equal(planted, clean)
    assert (planted.nunique(dropna=False).drop("person_id") == 1).all()


def test_a_fact_recorded_on_the_day_of_signing_counts_only_as_of_the_run_date(folder):
    signed = dt.date(2026, 3, 1)
    world = {
        "assessments": pd.DataFrame([
            {"assessment_id": "A1", "person_id": "P1", "unit_id": "U", "assigned_rosh": "medium"}
            | {"assessment_date": signed}
        ]),
        "contacts": pd.DataFrame([
            {"contact_id": "C1", "person_id": "P1", "contact_group": "arrest_or_charge"}
            | {"contact_date": signed, "known_at": moment(signed, 15)}
        ]),
    }  # fmt: skip

    at_signature = features_of(folder, world)
    that_evening = features_of(folder, world, AsOf("run_date", signed))

    assert at_signature.loc["A1", "arrests_or_charges_12w"] == 0
    assert that_evening.loc["A1", "arrests_or_charges_12w"] == 1
