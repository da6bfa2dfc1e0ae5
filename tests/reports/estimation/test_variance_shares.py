"""Planted shares are recovered, and small samples say that nobody can tell."""

import numpy as np
import pytest

from reports.estimation.variance_shares import LEVELS, variance_shares


def _nested(random, shares, *, units=20, teams=5, assessors=10, audits=8):
    unit = np.repeat(np.arange(units), teams * assessors * audits)
    team = np.repeat(np.arange(units * teams), assessors * audits)
    assessor = np.repeat(np.arange(units * teams * assessors), audits)
    spread = np.sqrt(shares)
    y = random.normal(0, spread[3], len(unit))
    for code, size in zip((unit, team, assessor), spread[:3], strict=True):
        y += random.normal(0, size, code.max() + 1)[code]
    return y, unit, team, assessor


def test_planted_shares_are_recovered():
    planted = (0.05, 0.10, 0.20, 0.65)

    found = variance_shares(*_nested(np.random.default_rng(1), planted))

    assert list(found) == list(LEVELS)
    for name, share in zip(LEVELS, planted, strict=True):
        assert found[name].value == pytest.approx(share, abs=0.05)
        assert found[name].low <= share <= found[name].high


def test_few_teams_or_assessors_say_that_nobody_can_tell():
    y, unit, team, assessor = _nested(np.random.default_rng(2), (0, 0, 0, 1), units=2, teams=2)

    assert variance_shares(y, unit, team, assessor) is None


def test_levels_that_are_one_and_the_same_cannot_be_told_apart():
    y, unit, team, assessor = _nested(np.random.default_rng(2), (0, 0.1, 0.1, 0.8), units=1)
    twenty = np.concatenate([team + 5 * copy for copy in range(4)])
    y, unit = np.tile(y, 4), np.tile(unit, 4)
    assessor = np.concatenate([assessor + 50 * copy for copy in range(4)])

    assert variance_shares(y, unit, twenty, assessor) is None
    assert variance_shares(y, twenty, twenty, assessor) is None
