from dataclasses import replace

import pytest

from contracts.errors import InputError
from models.evaluation.estimation.estimate import Figure
from models.evaluation.gate.chances import ChanceCheck
from models.evaluation.gate.comparisons import Comparison
from models.evaluation.gate.gate import GateRules, judge, without_model

RULES = GateRules(tolerance=0.0, interval=0.8, champion=None)
GAIN = Figure(0.1, -0.04, 0.24, 80, 24)
UNKNOWN = Figure(None, None, None, 3, 1, "cannot tell: audits speak for 10% of these cases")
LEVEL = Figure(0.01, -0.03, 0.05, 585, 90)
WORSE = Figure(-0.12, -0.2, -0.04, 585, 90)
NOT_ENOUGH = Figure(None, None, None, 8, 1, "not enough evidence")
HOLDS = (
    ChanceCheck(
        "ratio", "mean chance over the share found", (0.9, 1.1), Figure(1.02, 0.9, 1.2, 200, 40)
    ),
)


def against(name, assisted=LEVEL, *, finds=0.2, gain=GAIN):
    return {name: Comparison(name, finds, gain, assisted)}


def verdict(comparisons, calibration=HOLDS, rules=RULES, models=("prior_logistic",)):
    names = tuple(name for name in comparisons if name not in models)
    return judge(comparisons, calibration, chosen="logistic", baselines=names, rules=rules)


def test_audits_that_no_fold_could_use_are_not_said_to_be_missing():
    judged = without_model("unsupervised", audits=0, on_record=603)

    assert judged.sentence.startswith("None of the audits on record (603) could be used")
    assert judged.used == "unsupervised"


def test_a_model_makes_the_lists_while_audits_do_not_show_that_another_order_finds_more():
    judged = verdict(against("rule_list"))

    assert judged.passed
    assert judged.used == "model"
    assert judged.sentence == (
        "The model (logistic) makes the lists: audits do not show that another order finds more; "
        "of 100 cases listed it would find 30.0, rule list 20.0; difference +10.0 (80% interval "
        "-4.0 to +24.0; 80 audits of listed cases, 24 finds)."
    )


@pytest.mark.parametrize("gain", [UNKNOWN, Figure(-0.168, -0.365, 0.038, 29, 9)])
def test_few_audits_of_listed_cases_decide_nothing(gain):
    assert verdict(against("rule_list", gain=gain)).passed


@pytest.mark.parametrize("assisted", [NOT_ENOUGH, None])
def test_where_nobody_can_tell_the_model_makes_the_lists_and_says_so(assisted):
    judged = verdict(against("rule_list", assisted, gain=UNKNOWN))

    assert judged.used == "model"
    assert judged.sentence.endswith(
        "against rule list, cannot tell: audits speak for 10% of these cases."
    )


def test_a_baseline_that_is_seen_to_find_more_makes_the_lists():
    judged = verdict(against("rule_list", WORSE))

    assert not judged.passed
    assert judged.used == "rule_list"
    assert judged.sentence == (
        "The best baseline (rule list) makes the lists, not the model (logistic): by all audits "
        "rule list would find 12.0 more in 100 cases listed (80% interval 4.0 to 20.0; 585 "
        "audits, 90 finds)."
    )


def test_a_loss_within_the_tolerance_is_borne():
    judged = verdict(against("rule_list", WORSE), rules=replace(RULES, tolerance=0.05))

    assert judged.passed


def test_the_best_baseline_is_the_one_that_finds_most_by_all_audits():
    looked_best_on_few = against("rule_list", WORSE, finds=0.9)
    is_best = against("norm", Figure(-0.2, -0.3, -0.1, 585, 90), finds=0.4)

    judged = verdict(looked_best_on_few | is_best)

    assert judged.used == "norm"
    assert [one.against for one in judged.comparisons] == ["norm", "rule_list"]


def test_the_recipe_in_service_must_not_be_seen_to_find_more_but_never_makes_the_lists():
    both = against("rule_list") | against("prior_logistic", WORSE)

    judged = verdict(both, rules=replace(RULES, champion="prior_logistic"))

    assert not judged.passed
    assert judged.used == "rule_list"
    assert verdict(both).passed


def test_a_model_of_the_recipe_in_service_has_no_champion_to_meet():
    assert verdict(against("rule_list"), rules=replace(RULES, champion="logistic")).passed


def test_a_recipe_in_service_that_took_no_part_is_refused():
    with pytest.raises(InputError, match="the recipe 'logistik' of the model in service took no"):
        verdict(against("rule_list"), rules=replace(RULES, champion="logistik"))


def test_chances_that_do_not_hold_keep_the_model_from_the_lists():
    off = (replace(HOLDS[0], figure=Figure(1.6, 1.3, 1.9, 400, 140)),)

    judged = verdict(against("rule_list"), off)

    assert judged.used == "rule_list"
    assert "mean chance over the share found is 1.60 (1.30 to 1.90; allowed 0.9 to 1.1)" in (
        judged.sentence
    )


def test_chances_that_do_not_hold_leave_the_list_to_an_order_that_is_seen_to_find_more():
    off = (replace(HOLDS[0], figure=Figure(1.6, 1.3, 1.9, 400, 140)),)
    better = Figure(0.08, 0.05, 0.11, 400, 140)

    judged = verdict(against("rule_list", better), off)

    assert judged.used == "model"
    assert not judged.passed
    assert judged.sentence == (
        "The model (logistic) makes the lists by its order alone, and did not pass: its chances do "
        "not hold: mean chance over the share found is 1.60 (1.30 to 1.90; allowed 0.9 to 1.1); by "
        "all audits it would find 8.0 more in 100 cases listed than rule list (80% interval 5.0 to "
        "11.0; 400 audits, 140 finds)."
    )


def test_an_order_that_is_seen_to_find_less_is_not_saved_by_another_that_it_beats():
    off = (replace(HOLDS[0], figure=Figure(1.6, 1.3, 1.9, 400, 140)),)
    better = Figure(0.08, 0.05, 0.11, 400, 140)

    judged = verdict(against("rule_list", better) | against("random", WORSE), off)

    assert judged.used == "rule_list"


def test_without_audits_the_norm_makes_the_lists_and_says_so():
    judged = without_model("officers_norm", audits=0)

    assert judged.used == "officers_norm"
    assert judged.sentence.startswith("No audits yet: ranked by how far a rating lies below")


def test_a_model_worse_than_chance_is_turned_down_but_chance_never_makes_the_lists():
    judged = verdict(against("rule_list", LEVEL) | against("random", WORSE))

    assert not judged.passed
    assert judged.used == "rule_list"


def test_while_no_baseline_is_known_to_be_best_common_practice_stands_in():
    off = (replace(HOLDS[0], figure=Figure(1.6, 1.3, 1.9, 400, 140)),)
    few = against("single_age", NOT_ENOUGH, finds=0.5) | against(
        "practice_and_directions", NOT_ENOUGH, finds=0.1
    )

    judged = verdict(few, off)

    assert judged.used == "practice_and_directions"
    assert judged.sentence.startswith("The baseline (practice and directions) makes the lists")
