"""Planted drifts raise an alarm; without any, alarms are as rare as stated."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency, norm

from reports.estimation.drift import (
    DriftRules,
    Shift,
    mean_shift,
    mix_shift,
    shifts_of,
    stability_index,
    with_alarms,
)

RULES = DriftRules(0.2, 0.1, 0.05, 0.05, 0.05)


def _shifts(random, *, moved=0.0, n=2000):
    last = pd.Series(np.arange(n) >= 1500)
    values = pd.Series(random.normal(0, 1, n) + moved * last)
    share = np.where(last, 0.3 + moved / 4, 0.3)
    kinds = pd.Series(np.where(random.random(n) < share, "high", "medium"))
    return with_alarms(shifts_of({"x": values}, {"levels": kinds}, last, RULES), 0.05)


def test_planted_drifts_are_found_and_say_what_to_do():
    shifts = _shifts(np.random.default_rng(1), moved=1.0)

    assert [one.alarm for one in shifts] == [True, True]
    assert all(one.action for one in shifts)


def test_without_drift_alarms_are_rare():
    """Over 100 services they are counted by `python -m benchmarks.report_simulation`."""
    alarms = sum(
        any(one.alarm for one in _shifts(np.random.default_rng(seed))) for seed in range(20)
    )

    assert alarms <= 1


def test_a_shift_too_small_to_act_on_is_no_alarm_however_sure():
    sure = Shift("x", 0.01, 0.05, 1e-9, "Retrain")

    assert not with_alarms([sure], 0.05)[0].alarm


def test_blanks_count_as_a_kind_of_their_own():
    before = pd.Series(range(1000), dtype=float)
    after = before.where(before % 2 == 0)

    index, p = stability_index(before, after)

    assert index > 0.2
    assert p < 1e-6


def test_a_kind_that_was_not_there_before_counts_from_none():
    before, after = pd.Series(["a"] * 50), pd.Series(["a"] * 25 + ["b"] * 25)

    moved, p = mix_shift(before, after)

    assert moved == 0.5
    assert p == chi2_contingency([[50, 25], [0, 25]]).pvalue


def test_the_index_is_summed_over_fifths_of_what_was_before():
    before = pd.Series(np.repeat([1.0, 2.0, 3.0, 4.0, 5.0], 20))
    after = pd.Series(np.repeat([1.0, 5.0], 50))

    index, _ = stability_index(before, after)

    first, last = (np.array(counts) + 0.5 for counts in ([20] * 5, [50, 0, 0, 0, 50]))
    first, last = first / first.sum(), last / last.sum()
    assert index == pytest.approx(((last - first) * np.log(last / first)).sum())


def test_two_means_are_compared_by_their_standard_errors():
    before, after = np.array([0.0, 1.0] * 40), np.array([0.0, 1.0, 1.0, 1.0] * 20)

    moved, p = mean_shift((before, np.ones(80)), (after, np.ones(80)))

    error = np.hypot(before.std(ddof=1), after.std(ddof=1)) / np.sqrt(80)
    assert moved == 0.25
    assert p == pytest.approx(2 * norm.sf(0.25 / error))


def test_one_kind_alone_cannot_have_moved():
    assert mix_shift(pd.Series(["a"] * 50), pd.Series(["a"] * 40)) == (0.0, 1.0)
