"""Prevalence: right on average, covered by its interval, narrower with good predictions."""

import numpy as np
import pytest

from reports.estimation.prevalence import (
    Ratings,
    by_group,
    calibrated,
    prevalence,
    supported,
    tuning,
)
from tests.reports.made_up import chances


def caseload(random, *, n=2000, audited=0.12, noise=0.0):
    """Ratings whose audits are picked more often where the chance is high, and the true share."""
    chance = chances(random, n)
    truth = (random.random(n) < chance).astype(float)
    picked = np.clip(audited * (0.5 + 4 * chance), 0, 1)
    seen = random.random(n) < picked
    predicted = np.clip(chance + random.normal(0, noise, n), 0, 1) if noise else chance
    ratings = Ratings(
        np.where(seen, truth, np.nan),
        predicted,
        np.where(seen, 1 / picked, np.nan),
        np.zeros(n, dtype=np.intp),
        np.arange(n),
    )
    return ratings, float(truth.mean())


def estimated(ratings):
    weight = calibrated(ratings)
    return prevalence(ratings, weight, tuning(ratings, weight))


def test_the_interval_covers_the_true_share_about_as_often_as_it_says():
    random = np.random.default_rng(5)
    covered = 0
    for _ in range(200):
        ratings, truth = caseload(random)
        share = estimated(ratings).powered
        covered += share.low <= truth <= share.high

    assert 180 <= covered <= 198


def test_predictions_narrow_the_interval_and_bad_ones_hardly_widen_it():
    good, _ = caseload(np.random.default_rng(1))
    bad, _ = caseload(np.random.default_rng(1), noise=0.4)

    useful, useless = estimated(good), estimated(bad)

    assert useful.powered.width < useful.audits_alone.width
    assert useless.powered.width < 1.05 * useless.audits_alone.width


def test_predictions_that_are_all_too_high_do_not_shift_the_share():
    ratings, truth = caseload(np.random.default_rng(2), n=20000, audited=0.3)
    shifted = Ratings(
        ratings.found, ratings.chance + 0.3, ratings.weight, ratings.stratum, ratings.person
    )

    share = estimated(shifted).powered

    assert share.value == pytest.approx(truth, abs=0.015)


def test_weights_add_up_to_the_ratings_of_each_period():
    ratings, _ = caseload(np.random.default_rng(3))

    assert calibrated(ratings).sum() == pytest.approx(2000)


def test_a_period_or_group_with_few_audits_reads_cannot_tell():
    ratings, _ = caseload(np.random.default_rng(4), n=60, audited=0.02)

    assert not supported(ratings).any()
    share = prevalence(ratings, calibrated(ratings), 0.5).powered
    assert share.reason.startswith("cannot tell")


def test_groups_stand_in_order_of_name():
    import pandas as pd

    ratings, _ = caseload(np.random.default_rng(6))
    names = pd.Series(np.resize(["b", "a"], 2000))

    groups = by_group(ratings, names, calibrated(ratings), 1.0)

    assert list(groups) == ["a", "b"]
    assert sum(group.ratings for group in groups.values()) == 2000
