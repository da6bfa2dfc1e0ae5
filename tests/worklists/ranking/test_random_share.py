"""The share that is drawn at random: who, with what chance, and where on the list."""

import dataclasses

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given, settings

from tests.worklists.made_up_pool import RULES, ids_by, make_list, make_pool
from worklists.ranking.random_share import draw, inclusion_probabilities, positions


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
    rules = dataclasses.replace(RULES, new_share=0.0)
    found = set()

    for week in pd.date_range("2026-01-05", periods=20, freq="W-MON").strftime("%Y-%m-%d"):
        listed = make_list(pool, places=4, rules=rules, made_on=week)
        found.add(int(positions(listed, rules, week)[listed["assessment_id"] == "A0019"].iloc[0]))

    assert found == {1, 2, 3, 4}


def test_carried_cases_stand_together_the_oldest_first_and_before_new_ones():
    carried = {"A0007": "2026-11-02", "A0003": "2026-11-09", "A0009": "2026-11-02"}

    listed = make_list(make_pool(12, carried=carried), places=6)

    placed = listed.set_index(positions(listed, RULES, "2026-11-16"))["first_listed_on"]
    days = placed.sort_index().dt.strftime("%Y-%m-%d").fillna("new").to_list()
    assert days == ["2026-11-02", "2026-11-02", "2026-11-09", "new", "new", "new"]


def test_drawn_cases_have_the_levels_that_the_model_lists_and_no_other():
    levels = ["medium", "low"] * 4 + ["medium", "low", "high"] * 20
    pool = make_pool(len(levels), levels=levels)

    drawn = [
        make_list(pool, places=12, made_on=str(week)).query("selected_by == 'random'")["assigned"]
        for week in range(300)
    ]

    shares = pd.concat(drawn).value_counts(normalize=True)
    assert set(shares.index) == {"low", "medium"}
    assert shares["medium"] == pytest.approx(5 / 9, abs=0.05)  # as in the model's part


def test_a_level_that_is_used_up_leaves_its_places_to_the_others():
    levels = pd.Series(["low", "medium", "medium", "high", "high"])

    chances = inclusion_probabilities(levels, mix=pd.Series(["low", "medium"]), places=2)
    all_drawn = inclusion_probabilities(levels, mix=pd.Series(["low"]), places=4)

    assert chances.to_list() == [1.0, 0.5, 0.5, 0.0, 0.0]
    assert all_drawn.to_list() == [1.0, 0.75, 0.75, 0.75, 0.75]


def test_where_the_model_lists_nothing_every_case_has_the_same_chance():
    levels = pd.Series(["low", "medium", "medium", "high"])

    chances = inclusion_probabilities(levels, mix=pd.Series([], dtype=str), places=1)

    assert chances.to_list() == [0.25] * 4


LEVELS = st.sampled_from(["low", "medium", "high"])


@settings(max_examples=60, deadline=None)
@given(st.lists(LEVELS, min_size=1, max_size=40), st.lists(LEVELS, max_size=20), st.data())
def test_chances_are_chances_and_make_the_places_and_as_many_are_drawn(levels, mix, data):
    places = data.draw(st.integers(0, len(levels)))
    ids = pd.Series([f"A{i}" for i in range(len(levels))])

    chances = inclusion_probabilities(
        pd.Series(levels), mix=pd.Series(mix, dtype=str), places=places
    )
    pool = pd.DataFrame({"assessment_id": ids, "unit_id": "N01", "chance": chances})
    drawn = draw(pool, RULES, data.draw(st.text(max_size=5)))

    assert chances.between(0, 1 + 1e-9).all()
    assert chances.sum() == pytest.approx(places)
    assert drawn.sum() == places
    assert not drawn[chances == 0].any()
    assert drawn[chances > 1 - 1e-9].all()


def test_each_case_is_drawn_as_often_as_its_chance_says():
    chances = [0.9, 0.5, 0.3, 0.2, 0.1]
    pool = pd.DataFrame({"assessment_id": list("ABCDE"), "unit_id": "N01", "chance": chances})

    often = sum(draw(pool, RULES, str(day)).astype(int) for day in range(4000)) / 4000

    assert often.to_list() == pytest.approx(chances, abs=0.03)
