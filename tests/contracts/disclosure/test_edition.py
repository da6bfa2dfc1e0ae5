"""What an edition published is kept, and an attack on two of them finds nothing."""

import json

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.disclosure.edition import edition_content, faults_of, read_edition
from contracts.disclosure.shares import protected_parts
from contracts.disclosure.table import protect
from tests.made_up_disclosure import RULES

COUNTS = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 40)), min_size=1, max_size=5)


def test_an_edition_that_is_written_is_read_again(tmp_path):
    shown = protect(pd.DataFrame({"a": [3, 40], "b": [60, 70]}, index=["2025", "2026"]), RULES)
    (tmp_path / "edition.json").write_text(json.dumps(edition_content({"by year": shown})))

    pd.testing.assert_frame_equal(read_edition(tmp_path)["by year"], shown)


def test_where_nothing_was_published_before_there_is_no_edition(tmp_path):
    assert read_edition(tmp_path) == {}


def test_what_is_withheld_is_null_in_the_file():
    shown = protect(pd.DataFrame({"a": [3], "b": [60]}), RULES, column_totals=False)

    assert edition_content({"x": shown})["x"]["counts"] == [[None, None, 65]]


def test_a_small_or_exact_count_is_a_fault():
    exact = pd.DataFrame({"found": [12], "rest": [30], "Total": [40]}, dtype="Int64")

    assert faults_of("x", exact, RULES) == ["x: 1 count is small or not rounded"]


def test_a_withheld_count_that_its_neighbours_leave_is_a_fault():
    alone = pd.DataFrame({"found": [pd.NA], "rest": [0], "Total": [10]}, dtype="Int64")

    assert faults_of("x", alone, RULES) == ["x: 1 count is worked out"]


def test_a_count_that_only_the_edition_before_gives_away_is_a_fault():
    before = pd.DataFrame({"found": [pd.NA], "rest": [pd.NA], "Total": [10]}, dtype="Int64")
    after = pd.DataFrame({"found": [0], "rest": [10], "Total": [10]}, dtype="Int64")

    assert faults_of("x", after, RULES) == []
    assert faults_of("x", after, RULES, before) == [
        "x: 2 counts are worked out beside the edition before"
    ]


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS)
def test_whatever_is_added_two_editions_give_nothing_away(first, more):
    counts = np.array(first)
    added = np.resize(np.array(more), counts.shape)
    before, after = (
        pd.DataFrame(table, columns=["found", "rest"]) for table in (counts, counts + added)
    )

    one = protected_parts(before["found"], before.sum(axis=1), RULES)
    two = protected_parts(after["found"], after.sum(axis=1), RULES, one)

    assert faults_of("one", one, RULES) == []
    assert faults_of("two", two, RULES, one) == []
