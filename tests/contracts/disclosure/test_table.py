"""No withheld count comes back from the totals, nor from the edition before."""

import itertools

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.disclosure.table import TOTAL, protect
from tests.made_up_disclosure import RULES

SHAPES = st.tuples(st.integers(1, 4), st.integers(1, 4))
COUNTS = SHAPES.flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 30), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def _could_be(shown):
    return range(1, 40) if pd.isna(shown) else range(*np.add(RULES.could_be(shown), (0, 1)))


def _tables_that_fit(row):
    """Every way to fill one published row: its cells and its total, by brute force."""
    *cells, total = row
    totals = _could_be(total)
    for cells_filled in itertools.product(*map(_could_be, cells)):
        if sum(cells_filled) in totals:
            yield cells_filled


def test_small_counts_are_withheld_and_so_is_another_of_their_line():
    counts = pd.DataFrame({"raised": [3, 40, 50], "same": [60, 80, 90]})

    shown = protect(counts, RULES)

    assert shown.loc[0].isna().tolist() == [True, True, False]
    assert shown["raised"].isna().tolist() == [True, True, False, False]
    assert shown.loc[TOTAL, TOTAL] == 325


def test_zero_and_large_counts_are_shown_rounded():
    shown = protect(pd.DataFrame({"a": [0, 22], "b": [41, 33]}), RULES)

    assert shown.to_numpy().tolist() == [[0, 40, 40], [20, 35, 55], [20, 75, 95]]


@settings(max_examples=40, deadline=None)
@given(COUNTS)
def test_a_small_count_is_never_shown_and_never_alone_in_its_line(cells):
    shown = protect(pd.DataFrame(cells), RULES)

    grid = shown.to_numpy(dtype=float, na_value=np.nan)
    assert not ((grid > 0) & (grid < 5)).any()
    withheld = np.isnan(grid)
    assert (withheld.sum(axis=0) != 1).all()
    assert (withheld.sum(axis=1) != 1).all()


def test_no_withheld_count_of_a_row_is_recovered_from_its_total_by_trying_every_table():
    for cells in itertools.product((0, 1, 3, 6, 9), repeat=3):
        shown = protect(pd.DataFrame([cells]), RULES, column_totals=False).iloc[0]

        fitting = np.array(list(_tables_that_fit(shown)))

        for place, count in enumerate(shown.iloc[:-1]):
            if pd.isna(count):
                assert np.ptp(fitting[:, place]) >= RULES.round_to, cells


def test_no_withheld_count_is_recovered_from_two_editions_by_trying_every_pair():
    for cells, grown in itertools.product([(3, 8, 20), (2, 7, 9)], [(0, 1, 0), (0, 9, 2)]):
        before = protect(pd.DataFrame([cells]), RULES, column_totals=False)
        later = pd.DataFrame([np.add(cells, grown)])
        after = protect(later, RULES, before, column_totals=False).iloc[0]

        first = np.array(list(_tables_that_fit(before.iloc[0])))
        second = np.array(list(_tables_that_fit(after)))
        grew = (second[None, :, :] >= first[:, None, :]).all(axis=2)  # which pairs can be

        for fitting, shown in (
            (first[grew.any(axis=1)], before.iloc[0]),
            (second[grew.any(axis=0)], after),
        ):
            for place, count in enumerate(shown.iloc[:-1]):
                if pd.isna(count):
                    assert np.ptp(fitting[:, place]) >= RULES.round_to, (cells, grown)


def test_what_the_edition_before_withheld_stays_protected_when_the_new_one_shows_more():
    counts = pd.DataFrame({"a": [3], "b": [7], "c": [60]})
    before = protect(counts, RULES, column_totals=False)
    assert before["b"].isna().all(), "withheld beside a"

    after = protect(counts.assign(b=8), RULES, before, column_totals=False)

    assert after["a"].isna().all()
    assert after["b"].isna().all()


def test_a_new_row_of_a_later_edition_stands_beside_the_old_ones():
    before = protect(pd.DataFrame({"a": [3], "b": [40]}, index=["2025"]), RULES)
    counts = pd.DataFrame({"a": [3, 50], "b": [40, 60]}, index=["2025", "2026"])

    after = protect(counts, RULES, before)

    assert after.loc["2025", "a"] is pd.NA
    assert list(after.index) == ["2025", "2026", TOTAL]


def test_a_table_without_rows_stays_empty():
    assert len(protect(pd.DataFrame({"a": []}, dtype="int64"), RULES, column_totals=False)) == 0


def test_many_teams_are_protected_in_seconds():
    random = np.random.default_rng(1)
    counts = pd.DataFrame({"raised": random.poisson(8, 150), "same": random.poisson(60, 150)})

    shown = protect(counts, RULES)

    small = (counts > 0) & (counts < RULES.withhold_below)
    assert shown.loc[counts.index, counts.columns].isna()[small].sum().sum() == small.sum().sum()
