import numpy as np
import pytest
from scipy.special import expit

from models.evaluation.metrics.calibration import bins, in_the_large, slope
from tests.models.evaluation.made_up import cases_of, plan


def sample(seed, n=4000):
    rng = np.random.default_rng(seed)
    log_odds = rng.normal(-1, 1.2, n)
    return log_odds, (rng.random(n) < expit(log_odds)).astype(float)


def test_chances_that_hold_have_ratio_and_slope_near_one():
    log_odds, found = sample(1)
    cases = cases_of(found)

    ratio = in_the_large(cases, expit(log_odds), plan(4000))
    steep = slope(cases, expit(log_odds), plan(4000))

    assert ratio.low < 1 < ratio.high
    assert steep.low < 1 < steep.high


def test_chances_twice_as_extreme_have_half_the_slope():
    log_odds, found = sample(2)

    steep = slope(cases_of(found), expit(2 * log_odds), plan(4000))

    assert steep.value == pytest.approx(0.5, abs=0.05)


def test_audits_picked_for_their_chance_are_weighed_back():
    rng = np.random.default_rng(3)
    log_odds, found = sample(3, n=20_000)
    picked = np.clip(expit(log_odds + 0.5), 0.05, 1)
    seen = rng.random(20_000) < picked
    y = np.where(seen, found, np.nan)
    cases = cases_of(y, weight=np.where(seen, 1 / picked, np.nan))

    ratio = in_the_large(cases, np.full(20_000, found.mean()), plan(20_000, draws=40))

    assert ratio.value == pytest.approx(1.0, abs=0.07)


def test_one_chance_for_all_has_no_slope():
    steep = slope(cases_of([1, 0] * 50), np.full(100, 0.5), plan(100))

    assert steep.value is None


def test_bins_cover_all_chances_and_hold_every_audit_once():
    log_odds, found = sample(4, n=1000)

    table = bins(cases_of(found), expit(log_odds))

    assert (table["low"].iloc[0], table["high"].iloc[-1]) == (0.0, 1.0)
    assert (table["low"].iloc[1:].to_numpy() == table["high"].iloc[:-1].to_numpy()).all()
    assert table["audited"].sum() == 1000
    assert table["raised"].sum() == found.sum()
    assert (table["audited"] >= 30).all()
    assert table["rate"].between(table["low95"], table["high95"]).all()
    assert table["mean_chance"].between(table["low"], table["high"]).all()


def test_equal_chances_share_a_bin():
    table = bins(cases_of([1, 0] * 50), np.repeat([0.1, 0.6], 50))

    assert table["audited"].tolist() == [50, 50]


def test_too_few_audits_make_no_bin():
    assert bins(cases_of([1] * 29), np.linspace(0, 1, 29)).empty


def test_a_wide_last_bin_does_not_hide_chances_that_are_twice_too_high():
    found = np.tile([1.0, 0.0, 0.0, 0.0], 100)

    table = bins(cases_of(found), np.linspace(0.45, 0.55, 400))

    assert not table["mean_chance"].between(table["low95"], table["high95"]).any()
