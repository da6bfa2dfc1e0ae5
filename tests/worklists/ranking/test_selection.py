"""Who is listed, by what means and where."""

import dataclasses

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from contracts.errors import InputError
from worklists.ranking.selection import ListRules, in_order, positions, select

RULES = ListRules(
    cases_per_list=4,
    total_cases=None,
    minimum_per_list=0,
    random_share=0.25,
    early_licence_first=False,
    cadence="weekly",
    carry_over_weeks=4,
    tie_key="key",
    seed=1,
)


def _pool(count, *, priority=None, team=None, early=(), carried=()):
    ids = pd.Series([f"A{i:04d}" for i in range(count)], dtype=str)
    return pd.DataFrame(
        {
            "assessment_id": ids,
            "person_id": ids,
            "unit_id": team or ["N01"] * count,
            "priority": priority or [1.0 - i / 1000 for i in range(count)],
            "early_licence": ids.isin(early),
            "first_listed_on": pd.to_datetime(ids.map(dict(carried))),
            "first_selected_by": ids.map(lambda one: "model" if one in dict(carried) else None),
        }
    )


def _list(pool, places, rules=RULES, made_on="2026-11-16"):
    places = pd.Series(dict.fromkeys(pool["unit_id"].unique(), places))
    return select(in_order(pool, rules), places=places, rules=rules, made_on=made_on)


def _by(listed, means):
    return set(listed.loc[listed["selected_by"] == means, "assessment_id"])


def test_the_model_lists_its_first_cases_and_a_share_is_drawn_from_the_rest():
    listed = _list(_pool(10), places=4)

    assert _by(listed, "model") == {"A0000", "A0001", "A0002"}
    (drawn,) = _by(listed, "random")
    assert drawn not in {"A0000", "A0001", "A0002"}


def test_the_chance_of_being_drawn_is_exact_and_that_of_the_model_is_one():
    listed = _list(_pool(10), places=4).set_index("selected_by")["inclusion_probability"]

    assert set(listed["model"]) == {1.0}
    assert listed["random"] == pytest.approx(1 / 7)


def test_open_cases_come_first_and_the_longest_listed_before_the_others():
    carried = {"A0005": "2026-11-02", "A0006": "2026-10-26", "A0007": "2026-11-09"}

    listed = _list(_pool(10, carried=carried), places=2)

    assert _by(listed, "carried_over") == {"A0006", "A0005"}
    assert len(listed) == 2


def test_early_licence_cases_come_first_only_where_the_rules_say_so():
    pool = _pool(10, early=("A0009",))
    first = dataclasses.replace(RULES, early_licence_first=True)

    assert "A0009" not in _by(_list(pool, places=2), "model")
    assert "A0009" in _by(_list(pool, places=2, rules=first), "model")


def test_another_date_draws_other_cases_and_another_seed_too():
    pool = _pool(200)
    seeded = dataclasses.replace(RULES, seed=2)

    one = _by(_list(pool, places=40), "random")

    assert one == _by(_list(pool, places=40), "random")
    assert one != _by(_list(pool, places=40, made_on="2026-11-23"), "random")
    assert one != _by(_list(pool, places=40, rules=seeded), "random")


def test_every_case_that_the_model_leaves_is_drawn_about_equally_often():
    teams = [f"N{i:03d}" for i in range(450) for _ in range(12)]

    drawn = _list(_pool(len(teams), team=teams), places=4)

    counts = drawn[drawn["selected_by"] == "random"]["rank_in_team"].value_counts()
    assert sorted(counts.index) == list(range(4, 13))
    assert counts.between(30, 70).all()


def test_a_tie_is_broken_by_the_key_and_not_by_the_id():
    pool = _pool(30, priority=[0.5] * 30)
    rekeyed = dataclasses.replace(RULES, tie_key="another")

    one = in_order(pool, RULES)["assessment_id"].to_list()

    assert one != sorted(one)
    assert one == in_order(pool[::-1], RULES)["assessment_id"].to_list()
    assert one != in_order(pool, rekeyed)["assessment_id"].to_list()


def test_drawn_cases_stand_anywhere_on_the_list_and_the_others_keep_their_order():
    pool = _pool(100)
    places = set()

    for week in pd.date_range("2026-01-05", periods=20, freq="W-MON").strftime("%Y-%m-%d"):
        listed = _list(pool, places=20, made_on=week)
        listed = listed.assign(position=positions(listed, RULES, week)).sort_values("position")
        assert listed["position"].to_list() == list(range(1, 21))
        model = listed[listed["selected_by"] == "model"]["rank_in_team"]
        assert model.is_monotonic_increasing
        places |= set(listed.loc[listed["selected_by"] == "random", "position"])

    assert min(places) <= 2
    assert max(places) >= 19


def test_a_drawn_case_that_is_carried_over_does_not_sink_to_the_end():
    pool = _pool(20, carried={f"A{i:04d}": "2026-11-09" for i in (0, 1, 2, 19)})
    pool.loc[19, "first_selected_by"] = "random"
    found = set()

    for week in pd.date_range("2026-01-05", periods=20, freq="W-MON").strftime("%Y-%m-%d"):
        listed = _list(pool, places=4, made_on=week)
        found.add(int(positions(listed, RULES, week)[listed["assessment_id"] == "A0019"].iloc[0]))

    assert found == {1, 2, 3, 4}


def test_rules_that_cannot_be_followed_are_refused_all_at_once():
    with pytest.raises(InputError) as refusal:
        dataclasses.replace(RULES, cases_per_list=-1, random_share=1.5, tie_key="", total_cases=-2)

    assert refusal.value.faults == [
        "'cases_per_list' is -1; allowed: 0 or more",
        "'total_cases' is -2; allowed: null, or 0 or more",
        "'random_share' is 1.5; allowed: 0 to 1",
        "'tie_key' is empty; allowed: any text",
    ]


@st.composite
def _pools(draw):
    count = draw(st.integers(1, 40))
    priority = draw(st.lists(st.sampled_from([0.1, 0.2, 0.3]), min_size=count, max_size=count))
    team = draw(st.lists(st.sampled_from(["N01", "N02"]), min_size=count, max_size=count))
    held = draw(st.sets(st.integers(0, count - 1), max_size=5))
    carried = {f"A{i:04d}": "2026-11-09" for i in held}
    return _pool(count, priority=priority, team=team, carried=carried)


@settings(max_examples=30, deadline=None)
@given(_pools(), st.integers(0, 15), st.sampled_from([0.0, 0.15, 0.5, 1.0]))
def test_a_list_is_as_long_as_its_capacity_or_its_cases(pool, places, share):
    listed = _list(pool, places, dataclasses.replace(RULES, random_share=share))

    wanted = pool.groupby("unit_id").size().clip(upper=places)
    found = listed.groupby("unit_id").size().reindex(wanted.index, fill_value=0)
    assert found.to_list() == wanted.to_list()
    assert not listed["assessment_id"].duplicated().any()


@settings(max_examples=30, deadline=None)
@given(_pools(), st.integers(0, 15), st.sampled_from([0.0, 0.15, 0.5, 1.0]))
def test_more_capacity_never_takes_a_case_that_the_model_listed(pool, places, share):
    rules = dataclasses.replace(RULES, random_share=share)

    before = _by(_list(pool, places, rules), "model")
    after = _list(pool, places + 1, rules)

    assert before <= set(after["assessment_id"])


@settings(max_examples=30, deadline=None)
@given(_pools(), st.integers(0, 15), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(pool, places, random):
    rows = list(range(len(pool)))
    random.shuffle(rows)

    one, other = _list(pool, places), _list(pool.iloc[rows].reset_index(drop=True), places)

    pd.testing.assert_frame_equal(one, other)


@settings(max_examples=30, deadline=None)
@given(_pools(), st.integers(0, 15), st.sampled_from([0.0, 0.15, 0.5, 1.0]))
def test_chances_of_all_cases_add_up_to_the_length_of_the_list(pool, places, share):
    listed = _list(pool, places, dataclasses.replace(RULES, random_share=share))

    for unit, rows in listed.groupby("unit_id"):
        sure = rows[rows["selected_by"] != "random"]
        drawn = rows[rows["selected_by"] == "random"]["inclusion_probability"]
        rest = (pool["unit_id"] == unit) & pool["first_selected_by"].isna()
        undecided = rest.sum() - (sure["selected_by"] == "model").sum()
        chance = drawn.iloc[0] if len(drawn) else 0.0
        assert np.isclose(len(sure) + chance * undecided, len(rows))
