"""Figures of groups agree with second opinions, and chance alone raises few alarms."""

import numpy as np
import pandas as pd
import pytest

from reports.estimation.groups import GroupData, calibration, differences, share_of


def _audited_in_full(n=4000, seed=1):
    random = np.random.default_rng(seed)
    found = (random.random(n) < 0.2).astype(float)
    on_list = (random.random(n) < 0.1 + 0.3 * found).astype(float)
    data = GroupData(on_list, found, 0 * found, np.ones(n), 0 * found, np.arange(n))
    return data, found, on_list, pd.Series(random.choice(["a", "b", "c"], n))


def test_shares_listed_and_missed_are_those_of_fairlearn():
    from fairlearn.metrics import MetricFrame, false_negative_rate, selection_rate

    data, found, on_list, groups = _audited_in_full()
    frame = MetricFrame(
        metrics={"listed": selection_rate, "missed": false_negative_rate},
        y_true=found,
        y_pred=on_list,
        sensitive_features=groups,
    ).by_group

    for group in "abc":
        among = (groups == group).to_numpy()
        for measure in ("listed", "missed"):
            share, _ = share_of(data, among, measure)
            assert share.value == pytest.approx(frame.loc[group, measure])


# What aequitas 1.1.0 gives for the cases below: pprev, fnr and precision of
# `Group().get_crosstabs(frame, attr_cols=["sex"])`. It needs pandas below 3, so it ran in an
# environment of its own (25 November 2026).
AEQUITAS = {
    "a": (0.3, 0.7, 0.25),
    "b": (0.3, 0.727273, 0.25),
    "c": (0.275, 0.833333, 0.181818),
}


def test_shares_listed_missed_and_precise_are_those_of_aequitas():
    number = np.arange(120)
    on_list, found = (number * 5 % 7 < 2).astype(float), (number * 7 % 11 < 3).astype(float)
    ones, zeros = np.ones(120), np.zeros(120)
    data = GroupData(on_list, found, zeros, ones, zeros, number)

    for nth, (group, expected) in enumerate(AEQUITAS.items()):
        shares = [
            share_of(data, number % 3 == nth, name)[0].value
            for name in ("listed", "missed", "precision")
        ]
        assert shares == pytest.approx(expected, abs=1e-6), group


def test_without_a_difference_chance_rarely_finds_one():
    alarms = 0
    for seed in range(60):
        data, _, _, groups = _audited_in_full(n=1500, seed=seed)
        alarms += any(p < 0.05 / 3 for _, _, p in differences(data, groups, "missed").values())

    assert alarms <= 8


def test_a_group_that_is_missed_more_often_is_found():
    data, found, _, groups = _audited_in_full()
    missed = (groups == "a").to_numpy()
    listed = np.where(missed, 0.1, 0.6) > np.random.default_rng(2).random(len(found))
    biased = GroupData(
        listed.astype(float), data.under, data.over, data.weight, data.gap, data.person
    )

    gap, _, p = differences(biased, groups, "missed")["a"]

    assert gap == pytest.approx(0.5, abs=0.1)
    assert p < 1e-6


def test_a_group_with_few_audits_has_no_figure():
    data, *_ = _audited_in_full()
    few = np.arange(4000) < 8

    share, _ = share_of(data, few, "missed")

    assert share.reason == "not enough evidence"


def test_calibration_is_the_weighted_gap_of_the_groups_audits():
    data, found, *_ = _audited_in_full()
    gap = 0.3 - found
    weight = np.where(found == 1, 2.0, 1.0)
    off = GroupData(data.on_list, data.under, data.over, weight, gap, data.person)

    value, low, high = calibration(off, np.ones(4000, dtype=bool))

    assert value == pytest.approx(np.average(gap, weights=weight))
    assert low < value < high
    assert calibration(off, np.arange(4000) < 8) is None
