"""The stop rule: a list that works goes on, one that no longer does is stopped."""

import numpy as np
import pandas as pd
import pytest

from contracts.errors import InputError
from worklists.monitoring.stop_rule import MOST, StopRule, evidence_to_stop

RULE = StopRule(least_advantage=0.05, false_stop_every=500)


def rounds(*, model, random, weeks=30, lists=20, seed=0):
    """Weekly lists of 17 cases chosen and 3 drawn, raised at the given rates."""
    generator = np.random.default_rng(seed)
    size = weeks * lists * 20
    number = np.arange(size)
    drawn = number % 20 >= 17
    chance = np.where(drawn, random, np.broadcast_to(model, weeks).repeat(lists * 20))
    return pd.DataFrame(
        {
            "listed_on": [f"week {week:03}" for week in number // (lists * 20)],
            "list_id": [f"list {one}" for one in number // 20],
            "decision_id": [f"D{one}" for one in number],
            "selected_by": np.where(drawn, "random", "model"),
            "raised": (generator.random(size) < chance).astype(int),
        }
    )


def test_without_both_parts_there_is_no_evidence():
    reviewed = rounds(model=0.1, random=0.1, weeks=1)

    assert evidence_to_stop(reviewed[:0], RULE) == 0
    assert evidence_to_stop(reviewed[reviewed["selected_by"] == "model"], RULE) == 0


@pytest.mark.parametrize("seed", range(5))
def test_lists_that_find_more_than_chance_go_on(seed):
    reviewed = rounds(model=0.4, random=0.1, seed=seed)

    assert evidence_to_stop(reviewed, RULE) < 10


@pytest.mark.parametrize("seed", range(5))
def test_lists_that_find_no_more_than_chance_are_stopped_within_half_a_year(seed):
    reviewed = rounds(model=0.1, random=0.1, weeks=26, seed=seed)

    assert evidence_to_stop(reviewed, RULE) > RULE.false_stop_every


def test_a_good_past_does_not_hide_a_bad_present():
    model = np.r_[np.full(40, 0.4), np.full(26, 0.1)]

    reviewed = rounds(model=model, random=0.1, weeks=66)

    assert evidence_to_stop(reviewed, RULE) > RULE.false_stop_every


def test_lists_just_as_good_as_asked_are_rarely_stopped():
    stopped = [
        evidence_to_stop(rounds(model=0.15, random=0.1, weeks=25, lists=4, seed=seed), RULE)
        >= RULE.false_stop_every
        for seed in range(20)
    ]

    assert sum(stopped) <= 2  # at most one round in 500 on average: 25 x 20 rounds were looked at


def test_evidence_stays_a_number_however_bad_the_lists():
    reviewed = rounds(model=0.0, random=1.0, weeks=20)

    assert evidence_to_stop(reviewed, RULE) == MOST


def test_the_order_of_rows_changes_nothing():
    reviewed = rounds(model=0.1, random=0.1, weeks=6)

    shuffled = reviewed.sample(frac=1, random_state=3)

    assert evidence_to_stop(shuffled, RULE) == evidence_to_stop(reviewed, RULE)


def test_a_rule_that_means_nothing_is_refused():
    with pytest.raises(InputError) as refused:
        StopRule(least_advantage=0.0, false_stop_every=1)

    assert refused.value.faults == [
        "least_advantage lies outside its range; allowed: above 0, at most 0.2",
        "false_stop_every is below 2; allowed: 2 rounds or more",
    ]
