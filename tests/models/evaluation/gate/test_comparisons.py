from dataclasses import replace

import numpy as np
import pytest

from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.comparisons import Comparison, compare
from models.evaluation.predictions.arrays import View
from tests.models.evaluation.made_up import cases_of, plan


def results(n, seed=1):
    rng = np.random.default_rng(seed)
    chance = rng.beta(1, 3, n)
    found = (rng.random(n) < chance).astype(float)
    views = {"good": View(chance, chance), "blind": View(rng.random(n), None)}
    return TargetResults.of(cases_of(found), views, "good")


def test_a_better_list_finds_more_and_the_interval_says_so():
    gain = compare(results(2000), plan(2000))["blind"].gain

    assert gain.low > 0.2


def test_the_difference_from_itself_is_nothing_in_every_draw():
    race = results(2000)
    twice = replace(race, views=race.views | {"again": race.views["good"]})

    gain = compare(twice, plan(2000))["again"].gain

    assert (gain.value, gain.low, gain.high) == (0.0, 0.0, 0.0)


def test_ties_count_at_their_worst_for_the_model_and_at_their_mean_for_the_other():
    cases = cases_of([1, 0] * 100)
    level = View(np.zeros(200), None)
    tied = TargetResults.of(cases, {"model": level, "rule": level}, "model")

    comparison = compare(tied, plan(200))["rule"]

    assert comparison.finds == pytest.approx(0.5)
    assert comparison.gain.value == pytest.approx(-0.5)


def test_a_gain_that_nobody_can_tell_is_no_harm():
    unknown = Comparison("rule", 0.2, Figure(None, None, None, 2, 1, "cannot tell: few"))

    assert not unknown.harms(0.05)
    assert unknown.as_json()["reason"] == "cannot tell: few"


def test_finds_that_too_few_audits_speak_for_are_neither_printed_nor_written():
    comparison = Comparison(
        "rule_list", 1.65, Figure(None, None, None, 2, 1, "cannot tell: 2 audits")
    )

    assert comparison.as_json()["finds"] is None
    assert (
        comparison.line(0.8)
        == "rule list                   -  difference not known: cannot tell: 2 audits"
    )


@pytest.mark.parametrize(("high", "harms"), [(-0.051, True), (-0.05, False), (-0.049, False)])
def test_a_list_harms_where_its_whole_interval_lies_beyond_the_tolerance(high, harms):
    assisted = Figure(-0.1, -0.2, high, 80, 24)

    assert Comparison("rule", 0.2, assisted, assisted).harms(0.05) == harms


@pytest.mark.parametrize(("low", "gains"), [(-0.001, False), (0.0, False), (0.001, True)])
def test_a_list_gains_where_its_whole_interval_lies_above_nothing(low, gains):
    assisted = Figure(0.1, low, 0.2, 80, 24)

    assert Comparison("rule", 0.2, assisted, assisted).gains == gains


def test_an_advantage_nobody_can_tell_comes_after_every_other():
    figure, unknown = Figure(-0.1, -0.2, 0.1, 80, 24), Figure(None, None, None, 2, 1, "few")

    assert Comparison("rule", 0.2, figure, figure).advantage == 0.1
    assert Comparison("rule", 0.2, figure, unknown).advantage == -np.inf
    assert Comparison("rule", 0.2, figure).advantage == -np.inf
