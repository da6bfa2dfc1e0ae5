import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, log_loss

from models.evaluation.metrics.metrics import measure, statistics
from models.evaluation.predictions.arrays import View
from tests.models.evaluation.made_up import cases_of, fold_predictions, plan, setup_of, world

NAN = np.nan
TIED = st.lists(
    st.tuples(st.sampled_from([0.1, 0.5, 0.9]), st.booleans()), min_size=2, max_size=6
).filter(lambda cases: len({found for _, found in cases}) == 2)


def average_precision(found):
    return np.mean([np.mean(found[: i + 1]) for i in np.flatnonzero(found)])


def area(found):
    pairs = [(a, b) for a, b in itertools.combinations(found, 2) if a != b]
    return np.mean([a > b for a, b in pairs])


@settings(max_examples=60, deadline=None)
@given(TIED)
def test_no_order_of_equal_scores_is_marked_lower(cases):
    score, found = (np.array(column, dtype=float) for column in zip(*cases, strict=True))

    figures = statistics(cases_of(found), View(score, None), plan(len(found), draws=1))

    orders = [
        found[list(order)]
        for order in itertools.permutations(range(len(found)))
        if (np.diff(score[list(order)]) <= 0).all()
    ]
    worst = min(average_precision(order) for order in orders)
    assert figures["average_precision"].drawn[0] == pytest.approx(worst)
    assert figures["roc_auc"].drawn[0] == pytest.approx(min(area(order) for order in orders))


def test_places_are_counted_on_the_whole_window_and_finds_on_its_audited_part():
    score = np.linspace(1, 0, 40)
    y = np.full(40, NAN)
    y[[0, 1, 3, 20]] = [1, 0, 1, 1]

    figures = measure(cases_of(y), View(score, None), plan(40))

    at_ten = figures["precision_at_10"]
    assert (at_ten.value, at_ten.n, at_ten.positives) == (pytest.approx(2 / 3, abs=1e-6), 3, 2)
    assert figures["recall_at_10"].value == pytest.approx(2 / 3, abs=1e-6)


def test_chances_are_scored_as_scikit_learn_does():
    rng = np.random.default_rng(1)
    chance = rng.random(200)
    found = (rng.random(200) < chance).astype(float)

    figures = measure(cases_of(found), View(chance, chance), plan(200))

    assert figures["brier"].value == pytest.approx(brier_score_loss(found, chance), abs=1e-6)
    assert figures["log_loss"].value == pytest.approx(log_loss(found, chance), abs=1e-6)
    gap = figures["calibration_in_the_large"].value
    assert gap == pytest.approx(chance.mean() - found.mean(), abs=1e-6)


def test_a_figure_is_the_mean_over_repeats():
    score = np.array([0.9, 0.1, 0.1, 0.9])
    twice = cases_of([1, 0, 1, 0], repeat=[0, 0, 1, 1], person=[0, 1, 0, 1])

    figures = statistics(twice, View(score, None), plan(2, draws=1))

    assert figures["roc_auc"].drawn[0] == 0.5
    assert figures["roc_auc"].counts == (2, 1)


def test_too_few_finds_are_not_enough_evidence():
    figures = measure(cases_of([1, 1] + [0] * 50), View(np.arange(52.0), None), plan(52, floor=10))

    assert figures["roc_auc"].as_json() == {
        "value": None,
        "low": None,
        "high": None,
        "n": 52,
        "positives": 2,
        "reason": "not enough evidence",
    }


def test_weighted_figures_and_the_random_part_stand_beside_the_plain_ones():
    rng = np.random.default_rng(2)
    score = rng.random(300)
    found = (rng.random(300) < score).astype(float)
    unlike = cases_of(found, weight=1 / np.clip(score, 0.1, 1))
    unlike.at_random[:100] = True

    figures = measure(unlike, View(score, None), plan(300))

    assert figures["precision_at_5_random_part"].n < figures["precision_at_5"].n
    assert figures["roc_auc_weighted"].value != figures["roc_auc"].value
    assert figures["roc_auc_random_part"].n == 100


def test_a_list_that_found_nothing_is_not_sure_to_find_nothing():
    found = np.array([0.0] * 180 + [1.0] * 20)

    figures = measure(cases_of(found), View(np.arange(200.0, 0, -1), None), plan(200, floor=5))

    precision = figures["precision_at_10"]
    assert (precision.value, precision.low) == (0.0, 0.0)
    assert precision.high == pytest.approx(0.161, abs=0.001)


def test_audits_that_an_offence_prompted_are_in_figures_of_their_own_alone():
    cases = world(cases=4000, seed=1)
    made = fold_predictions(cases)
    made["prompted"] = made["audited"].notna() & (made["assessment_id"] < "A000400")
    made.loc[made["prompted"], "weight"] = np.nan
    without = made[~made["prompted"]]

    results = setup_of(made).targets["under"]
    figures = measure(results.cases, results.views["logistic"], setup_of(made).plan)
    others = setup_of(without).targets["under"]
    plain = measure(others.cases, others.views["logistic"], setup_of(without).plan)

    prompted = figures["average_precision_prompted"]
    audits = made.loc[made["prompted"] & (made["candidate"] == "logistic")]
    assert prompted.n == len(audits)
    assert prompted.positives == (audits["audited"] == "high").sum()
    assert figures["average_precision"].value == plain["average_precision"].value
    assert figures["average_precision"].n + prompted.n == cases["audited"].sum()
