import pytest

from features.cases import AsOf, cases_query
from features.compose import evidence_query, features_query, join_query, measures_by_join
from features.joins import JOINS
from features.portable_sql import foreign_to
from features.registry import THEMES

LEVELS = ("low", "medium", "high", "very_high")
ALL = {source.table for source in JOINS.values()}


@pytest.mark.parametrize(
    "text",
    [
        "x::int", "from a asof join b", "arg_max(x, y)", "select 1 qualify true",
        "date_diff('day', a, b)", "hash(x)", "regexp_matches(x, 'a')", "list(x)", "unnest(x)",
        "select * exclude (x)", "now()", "current_date", "random()", "x / 7.0", "x / 365.25",
        "x / 7",
    ],
)  # fmt: skip
def test_words_of_one_engine_are_found(text):
    assert foreign_to(text)


@pytest.mark.parametrize(
    "text",
    ["max_by(x, y) filter (where x is not null)", "a - interval '3' day", "f.listed", "x / 7e0"],
)
def test_words_of_both_engines_pass(text):
    assert foreign_to(text) == []


def test_every_query_keeps_to_words_of_both_engines():
    queries = [join_query(JOINS[name], ms) for name, ms in measures_by_join(THEMES).items()]
    queries += [features_query(THEMES, ALL), evidence_query(THEMES, ALL)]
    queries += [cases_query(AsOf(), LEVELS)]

    for query in queries:
        assert foreign_to(query) == []


def test_each_table_is_read_in_one_pass():
    queries = [join_query(JOINS[name], ms) for name, ms in measures_by_join(THEMES).items()]

    read = [line for query in queries for line in query.splitlines() if line.startswith("join ")]
    assert sorted(line.split()[1] for line in read) == [
        "cases", "contacts", "enquiries", "offences", "practitioner_months", "registrations",
        "unit_months",
    ]  # fmt: skip
