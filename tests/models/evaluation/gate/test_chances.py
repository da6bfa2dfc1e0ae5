import numpy as np
import pytest
from scipy.special import expit

from models.evaluation.estimation.estimate import Figure
from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.chances import AT_A_LEVEL, SLOPE, ChanceCheck, check_chances
from models.evaluation.predictions.arrays import View
from tests.models.evaluation.made_up import cases_of, plan


def checks(factor, *, n=8000, seed=1):
    """Two levels whose chances are `factor` of what they should be at the first."""
    rng = np.random.default_rng(seed)
    chance = expit(rng.normal(-1.5, 1.0, n))
    level = np.arange(n) % 2
    cases = cases_of((rng.random(n) < chance).astype(float), level=level)
    stated = np.where(level == 0, factor, 1.0) * chance
    results = TargetResults.of(cases, {"model": View(stated, stated)}, "model")
    return {one.name: one for one in check_chances(results, plan(n, draws=400, floor=10))}


def test_chances_that_hold_pass_over_all_and_at_every_level():
    made = checks(1.0)

    assert set(made) == {"ratio", "ratio_low", "ratio_medium", "slope"}
    assert not any(one.fails for one in made.values())


def test_a_level_whose_chances_are_too_low_fails_though_all_together_nearly_hold():
    made = checks(0.8)

    assert made["ratio_low"].fails
    assert not made["ratio_medium"].fails
    assert made["ratio_low"].as_json()["limits"] == [0.85, 1.15]
    assert (
        "of ratings of low is 0.79 (0.74 to 0.85; allowed 0.85 to 1.15)"
        in made["ratio_low"].in_words()
    )


def test_a_level_with_few_finds_is_not_looked_at():
    assert set(checks(0.5, n=400)) == {"ratio", "slope"}


@pytest.mark.parametrize(
    ("figure", "fails"),
    [
        (Figure(0.8, 0.7, 0.95, 900, 120), True),
        (Figure(0.8, 0.6, 1.05, 900, 120), False),
        (Figure(0.9, 0.85, 0.95, 900, 120), False),
        (Figure(1.2, 1.1, 1.3, 900, 120), True),
        (Figure(1.7, 1.1, 3.5, 129, 15), False),
        (Figure(None, None, None, 9, 1, "not enough evidence"), False),
    ],
)
def test_a_check_fails_outside_its_limits_where_it_is_surely_not_one(figure, fails):
    assert ChanceCheck("ratio_low", "mean chance", AT_A_LEVEL, figure).fails == fails


def test_a_slope_that_tells_nothing_fails_on_few_finds_too():
    assert ChanceCheck("slope", "slope", SLOPE, Figure(0.05, -0.3, 0.4, 129, 15)).fails


def test_a_candidate_without_chances_has_nothing_to_check():
    results = TargetResults.of(cases_of([1, 0]), {"rule": View(np.zeros(2), None)}, "rule")

    assert check_chances(results, plan(2)) == ()
