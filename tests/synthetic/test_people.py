import numpy as np
import pytest

from synthetic.people import make_people, protected_table


def test_protected_characteristics_follow_the_published_shares():
    rng = np.random.default_rng(1)
    people = make_people(rng, n=20_000, units=8, slots=10)

    table = protected_table(people, rng)

    stated = table[table["ethnic_group"] != "not_stated"]
    assert (table["sex"] == "female").mean() == pytest.approx(0.09, abs=0.01)  # memory: 9 %
    assert (table["ethnic_group"] == "not_stated").mean() == pytest.approx(0.10, abs=0.01)  # seen
    assert (stated["ethnic_group"] != "white").mean() == pytest.approx(0.21, abs=0.02)  # a fifth


def test_ethnic_group_has_no_part_in_anything_else_about_a_person():
    people = make_people(np.random.default_rng(2), n=20_000, units=8, slots=10)

    gap = people.violence[people.minority].mean() - people.violence[~people.minority].mean()

    assert abs(gap) < 0.06
