import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from features import sql
from features.portable_sql import foreign_to


def over(expression, rows):
    """What DuckDB makes of an expression over rows."""
    with duckdb.connect() as engine:
        return engine.execute(f"select {expression} from {rows}").fetchone()[0]  # noqa: S608


def value(expression, **columns):
    """What it makes of an expression over one row of the columns named."""
    return over(expression, "(select " + ", ".join(f"{columns[n]} as {n}" for n in columns) + ") f")


@pytest.mark.parametrize(
    ("x", "expected"), [("'a'", 1), ("'b'", 0), ("cast(null as varchar)", None)]
)
def test_yes_if_holds_where_it_is_on_record_and_is_blank_elsewhere(x, expected):
    assert value(sql.yes_if("x = 'a'", on_record="x is not null"), x=x) == expected


@pytest.mark.parametrize(
    ("x", "expected"), [("'a'", 1), ("'b'", 1), ("'c'", 0), ("cast(null as varchar)", None)]
)
def test_yes_where_is_one_for_any_of_the_values(x, expected):
    assert value(sql.yes_where("x", "a", "b"), x=x) == expected


@pytest.mark.parametrize(
    ("x", "held"),
    [("['a', 'c']", True), ("['c']", False), ("[]::varchar[]", False), ("null::varchar[]", False)],
)
def test_a_list_holds_a_value_and_a_blank_one_holds_none(x, held):
    assert value(sql.holds("x", "a", "b"), x=x) is held


@pytest.mark.parametrize(("known", "expected"), [("true", 1), ("false", None)])
def test_yes_where_list_is_blank_where_the_list_was_not_asked_for(known, expected):
    assert value(sql.yes_where_list("x", "a", on_record="k"), x="['a']", k=known) == expected


@pytest.mark.parametrize(("x", "known", "size"), [("['a', 'z', 'b']", "true", 2), ("[]::varchar[]",
    "true", 0), ("['a']", "false", None)])  # fmt: skip
def test_size_counts_values_of_the_closed_list_alone(x, known, size):
    assert value(sql.size_of("x", ["a", "b", "c"], on_record="k"), x=x, k=known) == size


def test_the_highest_is_of_what_is_there():
    assert value(sql.highest("a", "b"), a="2", b="null") == 2
    assert value(sql.highest("a", "b"), a="2", b="3") == 3
    assert value(sql.highest("a", "b"), a="null::int", b="null::int") is None


ROWS = "(values (1, date '2026-01-01'), (2, date '2026-02-01'), (2, date '2026-01-15')) f(n, day)"


def test_counts_any_and_last_day_are_over_rows_that_meet_the_condition():
    assert over(sql.count_where("n = 2"), ROWS) == 2
    assert over(sql.count_where("n = 3"), ROWS) == 0
    assert over(sql.any_where("n = 2"), ROWS) == 1
    assert over(sql.any_where("n = 3"), ROWS) == 0
    assert str(over(sql.last_day("day", "n = 2"), ROWS)) == "2026-02-01"
    assert over(sql.last_day("day", "n = 3"), ROWS) is None


@pytest.mark.parametrize("days", sql.HORIZONS)
def test_a_date_within_a_stretch_is_after_the_day_before_it(days):
    condition = sql.within("day", days)

    edge = f"(date '2026-03-01' - interval '{days}' day)"
    before = f"(select {edge} as before_{days}_days) k"
    assert over(condition, f"(select {edge} + interval '1' day as day) f, {before}") is True
    assert over(condition, f"(select {edge} as day) f, {before}") is False


def test_a_stretch_that_the_cases_do_not_carry_is_refused():
    with pytest.raises(ValueError, match="85 days is no stretch of HORIZONS"):
        sql.within("day", 85)


@given(
    st.lists(st.tuples(st.dates(), st.integers(0, 99)), min_size=1, max_size=4),
)
def test_packed_rows_unpack_to_the_score_of_the_latest_date_the_highest_of_equals(rows):
    values = ", ".join(f"(date '{day}', {score})" for day, score in rows)
    packed = sql.packed("d", "s")

    score = over(sql.unpacked(f"max({packed})"), f"(values {values}) f(d, s)")

    assert score == max(rows)[1]


def test_values_are_quoted_and_parted_by_commas():
    assert sql.quoted(["a", "b"]) == "'a', 'b'"
    assert sql.quoted([]) == ""


@pytest.mark.parametrize(
    "text",
    [
        sql.yes_where("x", "a"),
        sql.yes_where_list("x", "a", on_record="k"),
        sql.size_of("x", ["a"], on_record="k"),
        sql.count_where("n = 2"),
        sql.last_day("day", "n = 2"),
        sql.within("day", 84),
        sql.unpacked(sql.packed("d", "s")),
    ],
)
def test_every_word_is_read_alike_by_both_engines(text):
    assert foreign_to(text) == []
