import dataclasses

import duckdb
import pytest

from features.compose import evidence_query, features_query, join_query, measures_by_join
from features.declaration import Feature, Measure, Theme
from features.joins import JOINS, TableJoin

WORDS = {
    "unit": "",
    "missing_means": "",
    "direction": 0,
    "sentence": "",
    "sentence_absent": "",
    "look_at": "",
}
SHARED = Measure("entries", "registrations", "count(*)", "0")
ENTRIES = Feature(name="has_entries", type="yes_no", expression="entries > 0", **WORDS)
MISSED = Feature(
    name='mis"sed',
    table="contacts",
    expression="count(*)",
    evidence_date="max(f.contact_date)",
    **WORDS,
)
ONE = Theme("one", "?", (ENTRIES,), measures=(SHARED,))
OTHER = Theme("other", "?", (MISSED,), measures=(SHARED,))
CASES = """create table part_cases as select * from (values
  (2, 'B', 'P2', 'N', date '2026-02-01', 'low'), (1, 'A', 'P1', 'N', date '2026-01-01', 'high'))
  k(case_no, assessment_id, person_id, unit_id, signed_at, assigned_rosh)"""


@pytest.fixture
def engine():
    with duckdb.connect() as engine:
        engine.sql(CASES)
        engine.sql("create table part_registrations as select 1 as case_no, 3 as entries")
        engine.sql(
            'create table part_contacts as select 2 as case_no, 4 as "mis""sed",'
            ' date \'2026-01-20\' as "mis""sed__date"'
        )
        yield engine


def test_a_measure_that_themes_share_is_computed_once():
    by_join = measures_by_join([ONE, OTHER])

    assert {name: [m.name for m in measures] for name, measures in by_join.items()} == {
        "registrations": ["entries"],
        "contacts": ['mis"sed', 'mis"sed__date'],
    }


def test_a_join_computes_each_measure_for_each_case_that_has_rows():
    joined = TableJoin("visits", "visits", "f.person_id = k.person_id and f.day <= k.day")
    measures = [Measure("n", "visits", "count(*)"), Measure("last", "visits", "max(f.day)")]
    with duckdb.connect() as engine:
        engine.sql(
            "create table cases as"
            " from (values (1, 'P', 5), (2, 'Q', 5)) k(case_no, person_id, day)"
        )
        engine.sql(
            "create table visits as from (values ('P', 4), ('P', 5), ('P', 6)) f(person_id, day)"
        )

        rows = engine.sql(join_query(joined, measures)).fetchall()

    assert rows == [(1, 2.0, 5.0)]


def test_features_stand_beside_the_five_keys_in_order_of_cases(engine):
    table = engine.sql(features_query([ONE, OTHER], {"registrations", "contacts"})).df()

    assert list(table.columns) == [
        "assessment_id", "person_id", "unit_id", "assessment_date", "assigned",
        "has_entries", 'mis"sed',
    ]  # fmt: skip
    assert table["assessment_id"].to_list() == ["A", "B"]
    assert table["has_entries"].to_list() == [1.0, 0.0], "none is zero where the measure says so"
    assert table['mis"sed'].isna().to_list() == [True, False], "and blank where it does not"


def test_of_a_table_that_is_absent_nothing_is_known(engine):
    engine.sql("drop table part_registrations")

    table = engine.sql(features_query([ONE, OTHER], {"contacts"})).df()

    assert table["has_entries"].isna().all()
    assert table['mis"sed'].to_list()[1] == 4.0


def test_evidence_has_a_column_for_each_dated_feature_and_the_id(engine):
    table = engine.sql(evidence_query([ONE, OTHER], {"registrations", "contacts"})).df()

    assert list(table.columns) == ["assessment_id", 'mis"sed']
    assert str(table['mis"sed'][1]) == "2026-01-20 00:00:00"


def test_a_category_is_text(engine):
    level = dataclasses.replace(ENTRIES, name="level", type="category", expression="k.case_no")

    table = engine.sql(features_query([Theme("t", "?", (level,))], set())).df()

    assert table["level"].to_list() == ["1", "2"]


def test_every_join_is_of_a_table_of_its_own_name_or_says_which():
    assert {name: joined.name for name, joined in JOINS.items()} == {name: name for name in JOINS}
