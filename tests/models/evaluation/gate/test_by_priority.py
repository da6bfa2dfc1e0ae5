from dataclasses import replace

import numpy as np
import pytest

from models.evaluation.estimation.settings import View
from models.evaluation.gate.by_priority import NOT_LISTED, kinds, measure_by_priority
from tests.models.evaluation.made_up import fold_predictions, marked_as, world

EVERY_OTHER = np.arange(6000) % 2 == 0


def weighing_harm():
    """Half the cases are low; a medium that should be high counts three times as much."""
    cases = world(cases=6000, seed=1)
    steps = {"medium": "low", "high": "medium"}
    cases["right"] = cases["right"].where(EVERY_OTHER, cases["right"].map(steps))
    cases["assigned"] = np.where(EVERY_OTHER, "medium", "low")
    told = fold_predictions(cases)
    mine = told["candidate"] == "logistic"
    weight = np.where(told["assigned"] == "medium", 3.0, 1.0)
    return told.assign(priority=told["priority"].where(~mine, told["priority"] * weight))


@pytest.fixture(scope="module")
def marked():
    return marked_as(weighing_harm())


def test_weighing_harm_finds_more_of_the_pair_and_not_more_of_any_kind(marked):
    told = measure_by_priority(marked, "rule_list")

    pair, any_kind = told["medium_to_high"], told["under"]
    assert pair["by_priority"]["value"] > pair["by_chance"]["value"] + 0.1
    assert any_kind["by_priority"]["value"] <= any_kind["by_chance"]["value"]


def test_a_find_of_the_pair_is_a_find_and_nobody_else_is(marked):
    any_kind, pair = kinds(marked)

    found, of_pair = any_kind[1].happened == 1, pair[1].happened == 1
    assert (of_pair <= found).all()
    assert (marked.cases["assigned"].to_numpy()[of_pair] == "medium").all()
    assert of_pair.sum() < found.sum()


def test_ratings_that_cannot_be_of_the_pair_are_expected_to_hold_none(marked):
    _, (_, _, expected) = kinds(marked)

    assert not expected[(marked.cases["assigned"] == "low").to_numpy()].any()


def test_the_difference_is_paired_with_the_best_baseline_and_said_in_one_sentence(marked):
    told = measure_by_priority(marked, "rule_list")

    gain = told["medium_to_high"]["difference"]
    by_priority, best = (
        told["medium_to_high"][name]["value"] for name in ("by_priority", "best_baseline")
    )
    assert gain["difference"] == pytest.approx(by_priority - best, abs=1e-5)
    assert gain["low"] < gain["difference"] < gain["high"]
    assert told["sentence"].startswith("Sorted by priority, as teams get it, 100 cases that")
    assert f"{100 * by_priority:.1f} to be raised from medium to high or above," in told["sentence"]


def test_a_baseline_with_many_ties_counts_at_their_mean_in_figure_and_difference(marked):
    told = measure_by_priority(tied(marked), "rule_list")["under"]

    apart = told["by_priority"]["value"] - told["best_baseline"]["value"]
    assert told["difference"]["difference"] == pytest.approx(apart, abs=1e-5)


def tied(marked):
    """The same race in which the rule tells no case from another."""
    heat = marked.heats["under"]
    level = View(np.zeros(len(heat.field.rows)), None)
    told = replace(heat, views=heat.views | {"rule_list": level})
    return replace(marked, heats=marked.heats | {"under": told})


def test_too_few_audits_are_said_to_be_so():
    told = measure_by_priority(marked_as(fold_predictions(world(cases=200, seed=1))), "rule_list")

    assert "an unknown number rated too low (cannot tell: audits" in told["sentence"]
    assert told["under"]["by_priority"]["value"] is None


def test_nothing_is_measured_where_no_model_was_chosen(marked):
    assert measure_by_priority(marked, None) == {"sentence": NOT_LISTED}
    assert measure_by_priority(marked_as(weighing_harm().iloc[:0]), "rule_list") == {
        "sentence": NOT_LISTED
    }
