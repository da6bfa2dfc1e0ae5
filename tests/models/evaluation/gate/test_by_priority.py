from dataclasses import replace

import numpy as np
import pytest

from models.evaluation.gate.by_priority import NOT_LISTED, laid_over, measure_by_priority
from models.evaluation.predictions.arrays import View
from tests.models.evaluation.made_up import fold_predictions, setup_of, world

EVERY_OTHER = np.arange(6000) % 2 == 0


def weighing_harm():
    """Half the cases are low; a medium that should be high counts three times as much."""
    cases = world(cases=6000, seed=1)
    steps = {"medium": "low", "high": "medium"}
    cases["right"] = cases["right"].where(EVERY_OTHER, cases["right"].map(steps))
    cases["assigned"] = np.where(EVERY_OTHER, "medium", "low")
    comparison = fold_predictions(cases)
    mine = comparison["candidate"] == "logistic"
    weight = np.where(comparison["assigned"] == "medium", 3.0, 1.0)
    return comparison.assign(
        priority=comparison["priority"].where(~mine, comparison["priority"] * weight)
    )


@pytest.fixture(scope="module")
def setup():
    return setup_of(weighing_harm())


def kinds(setup):
    """Any rating too low, and the pair of levels, on the same cases."""
    return [setup.main, laid_over(setup.main, setup.targets["medium_to_high"])]


def measured(setup, best="rule_list"):
    return measure_by_priority(kinds(setup), setup.priority, best, setup.plan)


def test_weighing_harm_finds_more_of_the_pair_and_not_more_of_any_kind(setup):
    comparison = measured(setup)

    pair, any_kind = comparison["medium_to_high"], comparison["under"]
    assert pair["by_priority"]["value"] > pair["by_chance"]["value"] + 0.1
    assert any_kind["by_priority"]["value"] <= any_kind["by_chance"]["value"]


def test_a_find_of_the_pair_is_a_find_and_nobody_else_is(setup):
    any_kind, pair = kinds(setup)

    found, of_pair = any_kind.cases.y == 1, pair.cases.y == 1
    assert (of_pair <= found).all()
    assert (setup.case_table["assigned"].to_numpy()[of_pair] == "medium").all()
    assert of_pair.sum() < found.sum()


def test_ratings_that_cannot_be_of_the_pair_are_expected_to_hold_none(setup):
    _, pair = kinds(setup)

    assert not pair.expected[(setup.case_table["assigned"] == "low").to_numpy()].any()


def test_the_difference_is_paired_with_the_best_baseline_and_said_in_one_sentence(setup):
    comparison = measured(setup)

    gain = comparison["medium_to_high"]["difference"]
    by_priority, best = (
        comparison["medium_to_high"][name]["value"] for name in ("by_priority", "best_baseline")
    )
    assert gain["difference"] == pytest.approx(by_priority - best, abs=1e-5)
    assert gain["low"] < gain["difference"] < gain["high"]
    assert comparison["sentence"].startswith("Sorted by priority, as teams get it, 100 cases that")
    assert (
        f"{100 * by_priority:.1f} to be raised from medium to high or above,"
        in comparison["sentence"]
    )


def test_a_baseline_with_many_ties_counts_at_their_mean_in_figure_and_difference(setup):
    comparison = measured(tied(setup))["under"]

    apart = comparison["by_priority"]["value"] - comparison["best_baseline"]["value"]
    assert comparison["difference"]["difference"] == pytest.approx(apart, abs=1e-5)


def tied(setup):
    """The same race in which the rule tells no case from another."""
    level = View(np.zeros(len(setup.main.cases)), None)
    views = setup.main.views | {"rule_list": level}
    return replace(setup, main=replace(setup.main, views=views))


def test_too_few_audits_are_said_to_be_so():
    comparison = measured(setup_of(fold_predictions(world(cases=200, seed=1))))

    assert "an unknown number rated too low (cannot tell: audits" in comparison["sentence"]
    assert comparison["under"]["by_priority"]["value"] is None


def test_nothing_is_measured_where_no_model_was_chosen(setup):
    assert measured(setup, best=None) == {"sentence": NOT_LISTED}
    assert measured(setup_of(weighing_harm().iloc[:0])) == {"sentence": NOT_LISTED}


def test_laid_over_all_ratings_a_case_has_the_finds_of_the_pair_where_it_was_audited(setup):
    pair = setup.targets["medium_to_high"]

    y = laid_over(setup.main, pair).cases.y

    assert np.array_equal(np.isnan(y), ~setup.main.cases.audited)
    of_pair = dict(zip(pair.cases.rows, pair.cases.y, strict=True))
    for row, found in zip(setup.main.cases.rows, y, strict=True):
        if not np.isnan(found):
            assert found == of_pair.get(row, 0.0)
    assert 0 < np.nansum(y) < np.nansum(setup.main.cases.y)
