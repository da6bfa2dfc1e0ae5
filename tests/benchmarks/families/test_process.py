from dataclasses import replace

import numpy as np
import pytest

from benchmarks.families.family import FAMILIES
from benchmarks.families.process import (
    Cases,
    calibrated,
    draw,
    draw_process,
    exact_chances,
    joint_shares,
)
from benchmarks.families.severity import Scores

N = 20_000


def cases(family, rng):
    drawn = rng.normal(size=(4, N))
    hidden = rng.normal(size=N) * (1.0 if family.notes else np.hypot(family.officers, family.units))
    earlier = rng.integers(-1, 4, N).astype(float)
    late = rng.integers(0, 2, N) if family.change else np.zeros(N, np.int64)
    return Cases(Scores(*drawn), earlier, earlier, late, hidden)


@pytest.fixture(params=list(FAMILIES), scope="module")
def world(request):
    rng = np.random.default_rng(5)
    family = FAMILIES[request.param]
    made = cases(family, rng)
    process = calibrated(draw_process(family, rng), made)
    right, rated = draw(process, made, rng.random(N))
    return family, process, made, right, rated


def test_levels_and_ratings_too_low_have_the_familys_shares(world):
    family, process, made, right, rated = world

    for level, share in enumerate(family.right, start=1):
        assert (right >= level).mean() == pytest.approx(share, abs=0.015)
    early = made.late == 0
    assert (right > rated)[early].mean() == pytest.approx(family.under, abs=0.015)
    if family.pull:
        assert (right < rated)[early].mean() == pytest.approx(family.over, abs=0.015)
    assert joint_shares(process, made).sum(axis=(1, 2)) == pytest.approx(np.ones(N))


def test_exact_chances_are_what_comes_true(world):
    _, process, made, right, rated = world

    chances = exact_chances(process, made, rated)

    assert chances.sum(axis=1) == pytest.approx(np.ones(N))
    under = np.where(np.arange(4) > rated[:, None], chances, 0.0).sum(axis=1)
    for tenth in np.array_split(np.argsort(under), 10):
        assert (right > rated)[tenth].mean() == pytest.approx(under[tenth].mean(), abs=0.045)


def test_what_is_hidden_does_not_change_the_exact_chances(world):
    _, process, made, _, rated = world

    otherwise = replace(made, hidden=made.hidden[::-1])

    assert exact_chances(process, made, rated) == pytest.approx(
        exact_chances(process, otherwise, rated)
    )


def test_families_differ_in_which_level_is_missed_most():
    shares = {}
    for name in ("lows missed most", "mediums missed most"):
        rng = np.random.default_rng(5)
        made = cases(FAMILIES[name], rng)
        process = calibrated(draw_process(FAMILIES[name], rng), made)
        right, rated = draw(process, made, rng.random(N))
        under = [(right > rated)[rated == level].mean() for level in (0, 1)]
        shares[name] = under[0] / under[1]

    assert shares["lows missed most"] > 2
    assert shares["mediums missed most"] < 0.7
