"""Who is listed, and by what means."""

import dataclasses

import hypothesis.strategies as st
import pandas as pd
from hypothesis import given, settings

from tests.worklists.made_up_pool import RULES, ids_by, make_list, make_pool, pools
from worklists.ranking.selection import in_order


def test_the_model_lists_its_first_cases_and_a_share_is_drawn_from_the_rest():
    listed = make_list(make_pool(10), places=4)

    assert ids_by("model", listed) == {"A0000", "A0001", "A0002"}
    (drawn,) = ids_by("random", listed)
    assert drawn not in {"A0000", "A0001", "A0002"}


def test_open_cases_come_first_and_the_longest_listed_before_the_others():
    carried = {"A0005": "2026-11-02", "A0006": "2026-10-26", "A0007": "2026-11-09"}

    listed = make_list(make_pool(10, carried=carried), places=4)

    assert ids_by("carried_over", listed) == {"A0006", "A0005"}
    assert len(listed) == 4


def test_a_team_that_returned_nothing_gets_half_its_list_new_and_a_share_of_that_at_random():
    sent = make_list(make_pool(100), places=20)
    waiting = dict.fromkeys(sent["assessment_id"], "2026-11-09")

    listed = make_list(make_pool(100, carried=waiting), places=20)

    assert len(ids_by("carried_over", listed)) == 10
    assert len(ids_by("model", listed)) == 7
    assert len(ids_by("random", listed)) == 3
    assert not (ids_by("model", listed) | ids_by("random", listed)) & set(waiting)


def test_open_cases_of_one_day_stay_in_the_order_they_had_so_that_drawn_ones_do_not_leave_first():
    carried = dict.fromkeys(["A0009", "A0001", "A0008", "A0000"], "2026-11-09")

    listed = make_list(make_pool(10, carried=carried), places=4)

    assert ids_by("carried_over", listed) == {"A0009", "A0001"}


def test_places_kept_for_new_cases_go_to_open_ones_where_there_are_no_new_ones():
    carried = {f"A{i:04d}": "2026-11-09" for i in range(5)}

    listed = make_list(make_pool(6, carried=carried), places=6)

    assert len(ids_by("carried_over", listed)) == 5
    assert len(listed) == 6


def test_early_licence_cases_come_first_only_where_the_rules_say_so():
    pool = make_pool(10, early=("A0009",))
    first = dataclasses.replace(RULES, early_licence_first=True)

    assert "A0009" not in ids_by("model", make_list(pool, places=2))
    assert "A0009" in ids_by("model", make_list(pool, places=2, rules=first))
    assert in_order(pool, first)["block"].to_list() == [0] + [1] * 9


def test_a_tie_is_broken_by_the_key_and_not_by_the_id():
    pool = make_pool(30, priority=[0.5] * 30)
    rekeyed = dataclasses.replace(RULES, tie_key="another")

    one = in_order(pool, RULES)["assessment_id"].to_list()

    assert one != sorted(one)
    assert one == in_order(pool[::-1], RULES)["assessment_id"].to_list()
    assert one != in_order(pool, rekeyed)["assessment_id"].to_list()


@settings(max_examples=30, deadline=None)
@given(pools(), st.integers(0, 15), st.sampled_from([0.0, 0.15, 0.5, 1.0]))
def test_a_list_is_as_long_as_its_capacity_or_its_cases(pool, places, share):
    listed = make_list(pool, places, dataclasses.replace(RULES, random_share=share))

    wanted = pool.groupby("unit_id").size().clip(upper=places)
    found = listed.groupby("unit_id").size().reindex(wanted.index, fill_value=0)
    assert found.to_list() == wanted.to_list()
    assert not listed["assessment_id"].duplicated().any()


@settings(max_examples=30, deadline=None)
@given(pools(), st.integers(0, 15), st.sampled_from([0.0, 0.15, 0.5, 1.0]))
def test_more_capacity_never_takes_a_case_that_the_model_listed(pool, places, share):
    rules = dataclasses.replace(RULES, random_share=share)

    before = ids_by("model", make_list(pool, places, rules))
    after = make_list(pool, places + 1, rules)

    assert before <= set(after["assessment_id"])


@settings(max_examples=30, deadline=None)
@given(pools(), st.integers(0, 15), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(pool, places, random):
    rows = list(range(len(pool)))
    random.shuffle(rows)

    one, other = make_list(pool, places), make_list(pool.iloc[rows].reset_index(drop=True), places)

    pd.testing.assert_frame_equal(one, other)
