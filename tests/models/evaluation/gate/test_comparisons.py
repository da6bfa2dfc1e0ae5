import numpy as np
import pytest

from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.settings import View
from models.evaluation.gate.comparisons import Comparison, compare
from tests.models.evaluation.made_up import field, plan


def views(n, seed=1):
    rng = np.random.default_rng(seed)
    chance = rng.beta(1, 3, n)
    found = (rng.random(n) < chance).astype(float)
    return field(found), {"good": View(chance, chance), "blind": View(rng.random(n), None)}


def test_a_better_list_finds_more_and_the_interval_says_so():
    cases, told = views(2000)

    gain = compare(cases, told, "good", plan(2000))["blind"].gain

    assert gain.low > 0.2


def test_the_difference_from_itself_is_nothing_in_every_draw():
    cases, told = views(2000)

    gain = compare(cases, told | {"again": told["good"]}, "good", plan(2000))["again"].gain

    assert (gain.value, gain.low, gain.high) == (0.0, 0.0, 0.0)


def test_ties_count_at_their_worst_for_the_model_and_at_their_mean_for_the_other():
    cases = field([1, 0] * 100)
    level = View(np.zeros(200), None)

    told = compare(cases, {"model": level, "rule": level}, "model", plan(200))["rule"]

    assert told.finds == pytest.approx(0.5)
    assert told.gain.value == pytest.approx(-0.5)


def test_a_gain_that_nobody_can_tell_does_not_hold():
    unknown = Comparison("rule", 0.2, Figure(None, None, None, 2, 1, "cannot tell: few"))

    assert not unknown.holds(0.05)
    assert unknown.as_json()["reason"] == "cannot tell: few"


def test_finds_that_too_few_audits_speak_for_are_neither_printed_nor_written():
    told = Comparison("rule_list", 1.65, Figure(None, None, None, 2, 1, "cannot tell: 2 audits"))

    assert told.as_json()["finds"] is None
    assert (
        told.line(0.8)
        == "rule list                   -  difference not known: cannot tell: 2 audits"
    )
