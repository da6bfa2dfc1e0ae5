import numpy as np
import pandas as pd
import pytest

from benchmarks.families.measure import Orders, figures, share_found


def test_the_exact_chances_find_all_that_can_be_found():
    exact = np.random.default_rng(0).random(200)

    assert share_found(exact, exact) == pytest.approx(1.0)
    assert share_found(-exact, exact) < 0.1


def test_a_tie_across_the_last_place_shares_out_what_it_holds():
    order = np.r_[np.ones(4), np.zeros(36)]
    exact = np.r_[1.0, 0.0, 0.0, 0.0, np.zeros(36)]

    assert share_found(order, exact) == pytest.approx(2 / 4)


def test_mediums_are_looked_at_alone_and_harm_weighs_each_step():
    live = pd.DataFrame({"assigned": [0] * 20 + [1] * 20}).assign(
        p_level_0=0.5, p_level_1=0.0, p_level_2=0.0, p_level_3=0.0, p_under=0.5, p_high=0.0
    )
    live.loc[0, "p_under"] = 1.0
    live.loc[20, ["p_high", "p_level_2"]] = 1.0
    harm = np.zeros((4, 4))
    harm[1, 2] = 10.0
    order = np.r_[1.0, np.zeros(19), 2.0, np.zeros(19)]

    made = figures(live, Orders(order, order, np.full(40, 0.5)), harm)

    assert made["medium to high"] == 1.0
    assert made["harm"] == 1.0
    assert made["any"] == pytest.approx(1.0)
    assert made["mean chance"] == pytest.approx(20 / 20.5)
    assert made["brier"] == pytest.approx((0.25 / 40) / (0.25 * 39 / 40))
