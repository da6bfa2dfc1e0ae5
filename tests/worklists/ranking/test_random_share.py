"""The share that is drawn at random: who, with what chance, and where on the list."""

import dataclasses

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from tests.worklists.made_up_pool import RULES, ids_by, make_list, make_pool, pools
from worklists.ranking.random_share import positions


def test_the_chance_of_being_drawn_is_exact_and_that_of_the_model_is_one():
    listed = make_list(make_pool(10), places=4).set_index("selected_by")["inclusion_probability"]

    assert set(listed["model"]) == {1.0}
    assert listed["random"] == pytest.approx(1 / 7)


def test_another_date_draws_other_cases_and_another_seed_too():
    pool = make_pool(200)
    seeded = dataclasses.replace(RULES, seed=2)

    one = ids_by("random", make_list(pool, places=40))

    assert one == ids_by("random", make_list(pool, places=40))
    assert one != ids_by("random", make_list(pool, places=40, made_on="2026-11-23"))
    assert one != ids_by("random", make_list(pool, places=40, rules=seeded))


def test_every_case_that_the_model_leaves_is_drawn_about_equally_often():
    teams = [f"N{i:03d}" for i in range(450) for _ in range(12)]

    drawn = make_list(make_pool(len(teams), team=teams), places=4)

    counts = drawn[drawn["selected_by"] == "random"]["rank_in_team"].value_counts()
    assert sorted(counts.index) == list(range(4, 13))
    assert counts.between(30, 70).all()


def test_drawn_cases_stand_anywhere_on_the_list_and_the_others_keep_their_order():
    pool = make_pool(100)
    places = set()

    for week in pd.date_range("2026-01-05", periods=20, freq="W-MON").strftime("%Y-%m-%d"):
        listed = make_list(pool, places=20, made_on=week)
        listed = listed.assign(position=positions(listed, RULES, week)).sort_values("position")
        assert listed["position"].to_list() == list(range(1, 21))
        model = listed[listed["selected_by"] == "model"]["rank_in_team"]
        assert model.is_monotonic_increasing
        places |= set(listed.loc[listed["selected_by"] == "random", "position"])

    assert min(places) <= 2
    assert max(places) >= 19


def test_a_drawn_case_that_is_carried_over_does_not_sink_to_the_end():
    pool = make_pool(20, carried={f"A{i:04d}": "2026-11-09" for i in (0, 1, 2, 19)})
    pool.loc[19, "first_selected_by"] = "random"
    found = set()

    for week in pd.date_range("2026-01-05", periods=20, freq="W-MON").strftime("%Y-%m-%d"):
        listed = make_list(pool, places=4, made_on=week)
        found.add(int(positions(listed, RULES, week)[listed["assessment_id"] == "A0019"].iloc[0]))

    assert found == {1, 2, 3, 4}


@settings(max_examples=30, deadline=None)
@given(pools(), st.integers(0, 15), st.sampled_from([0.0, 0.15, 0.5, 1.0]))
def test_chances_of_all_cases_add_up_to_the_length_of_the_list(pool, places, share):
    listed = make_list(pool, places, dataclasses.replace(RULES, random_share=share))

    for unit, rows in listed.groupby("unit_id"):
        sure = rows[rows["selected_by"] != "random"]
        drawn = rows[rows["selected_by"] == "random"]["inclusion_probability"]
        rest = (pool["unit_id"] == unit) & pool["first_selected_by"].isna()
        undecided = rest.sum() - (sure["selected_by"] == "model").sum()
        chance = drawn.iloc[0] if len(drawn) else 0.0
        assert np.isclose(len(sure) + chance * undecided, len(rows))
