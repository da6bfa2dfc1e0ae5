from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from worklists.auditing.draw import Draw, draw_audits

N = 200
POOL = pd.DataFrame(
    {
        "assessment_id": [f"A{i:03d}" for i in range(N)],
        "assigned": ["low", "medium"] * (N // 2),
        "p_under": np.linspace(0.01, 0.5, N),
    }
)
AUDITED = pd.Series(["low", "medium"] * 10)
DRAW = Draw(20, "2026-06-30-001", "key", pd.Timestamp("2026-06-30"))


def test_as_many_are_drawn_as_asked_for_whatever_the_order_of_rows():
    drawn = draw_audits(POOL, AUDITED, DRAW)
    again = draw_audits(POOL.iloc[::-1], AUDITED, DRAW)

    assert len(drawn) == drawn["assessment_id"].nunique() == 20
    pd.testing.assert_frame_equal(drawn, again)


def test_over_draws_each_case_comes_as_often_as_its_chance_says():
    count, plain, chance = np.zeros(N), np.zeros(N), np.zeros(N)
    draws = 3000
    for nth in range(draws):
        drawn = draw_audits(POOL, AUDITED, replace(DRAW, name=f"draw {nth}"))
        at = drawn["assessment_id"].str[1:].astype(int).to_numpy()
        count[at] += 1
        plain[at] += drawn["selection_reason"].eq("random")
        chance[at] = drawn["selection_probability"]

    assert count / draws == pytest.approx(chance, abs=0.03)
    assert plain / draws == pytest.approx(np.full(N, 0.05), abs=0.02)
    assert count.sum() / draws == 20


def test_the_inverse_chances_of_a_draw_speak_for_the_whole_pool():
    under = np.random.default_rng(0).random(N) < POOL["p_under"]
    sums = []
    for nth in range(400):
        drawn = draw_audits(POOL, AUDITED, replace(DRAW, name=f"draw {nth}"))
        at = drawn["assessment_id"].str[1:].astype(int)
        sums.append((under[at].to_numpy() / drawn["selection_probability"]).sum())

    assert np.mean(sums) == pytest.approx(under.sum(), rel=0.05)


def test_the_order_says_nothing_of_the_chance():
    drawn = draw_audits(POOL, AUDITED, replace(DRAW, number=100))

    assert abs(np.corrcoef(np.arange(100), drawn["selection_probability"])[0, 1]) < 0.25


def test_another_key_draws_other_cases():
    drawn = draw_audits(POOL, AUDITED, DRAW)
    other = draw_audits(POOL, AUDITED, replace(DRAW, key="other"))

    assert set(drawn["assessment_id"]) != set(other["assessment_id"])


def test_a_draw_of_all_takes_all_with_certainty():
    drawn = draw_audits(POOL, AUDITED, replace(DRAW, number=N))

    assert len(drawn) == N
    assert set(drawn["selection_probability"]) == {1.0}
    assert set(drawn["selection_reason"]) == {"random"}
