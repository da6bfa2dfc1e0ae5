from dataclasses import replace

import pytest

from contracts.errors import InputError
from models.evaluation.estimation.estimate import Figure
from models.evaluation.gate.comparisons import Comparison
from models.evaluation.gate.gate import GateRules, judge, without_model

RULES = GateRules(tolerance=0.05, interval=0.8, champion=None)
HOLDS = {"ratio": Figure(1.02, 0.9, 1.2, 200, 40), "slope": Figure(0.95, 0.8, 1.1, 200, 40)}


def gain(against, finds, figure):
    return {against: Comparison(against, finds, figure)}


def verdict(comparisons, calibration=HOLDS, rules=RULES):
    names = tuple(name for name in comparisons if name != "prior_logistic")
    return judge(comparisons, calibration, chosen="logistic", baselines=names, rules=rules)


def test_a_gain_that_excludes_a_loss_beyond_the_tolerance_passes():
    judged = verdict(gain("rule_list", 0.2, Figure(0.1, -0.04, 0.2, 80, 24)))

    assert judged.passed
    assert judged.used == "model"
    assert judged.sentence == (
        "The model (logistic) makes the lists: of 100 cases listed it would find 30.0, rule list "
        "20.0; difference +10.0 (80% interval -4.0 to +20.0; 80 audits of listed cases, 24 finds)."
    )


def test_a_gain_that_may_be_a_loss_beyond_the_tolerance_falls_back():
    judged = verdict(gain("rule_list", 0.2, Figure(0.1, -0.06, 0.2, 80, 24)))

    assert not judged.passed
    assert judged.used == "rule_list"
    assert judged.sentence.startswith(
        "The best baseline (rule list) makes the lists, not the model (logistic): of 100"
    )
    assert judged.sentence.endswith("it must gain, and exclude a loss beyond 5.")


def test_the_best_baseline_is_the_one_that_finds_most():
    better = gain("norm", 0.4, Figure(-0.1, -0.2, 0.0, 80, 24))
    judged = verdict(gain("rule_list", 0.2, Figure(0.1, 0.0, 0.2, 80, 24)) | better)

    assert judged.used == "norm"
    assert [comparison.against for comparison in judged.comparisons] == ["norm", "rule_list"]


def test_the_champions_recipe_must_be_beaten_too_but_never_makes_the_lists():
    champion = gain("prior_logistic", 0.4, Figure(-0.1, -0.2, -0.01, 80, 24))
    both = gain("rule_list", 0.2, Figure(0.1, 0.0, 0.2, 80, 24)) | champion

    judged = verdict(both, rules=replace(RULES, champion="prior_logistic"))

    assert not judged.passed
    assert judged.used == "rule_list"
    assert verdict(both).passed


def test_a_model_of_the_champions_own_recipe_has_no_champion_to_beat():
    rule_list = gain("rule_list", 0.2, Figure(0.1, 0.0, 0.2, 80, 24))

    assert verdict(rule_list, rules=replace(RULES, champion="logistic")).passed


def test_a_champion_that_took_no_part_is_refused():
    rule_list = gain("rule_list", 0.2, Figure(0.1, 0.0, 0.2, 80, 24))

    with pytest.raises(InputError, match="champion 'logistik' took no part"):
        verdict(rule_list, rules=replace(RULES, champion="logistik"))


def test_chances_that_do_not_hold_keep_the_model_from_the_lists():
    off = HOLDS | {"ratio": Figure(1.6, 1.3, 1.9, 200, 40)}
    judged = verdict(gain("rule_list", 0.2, Figure(0.1, 0.0, 0.2, 80, 24)), off)

    assert not judged.passed
    assert "mean chance over the share found is 1.60 (1.30 to 1.90; allowed 0.75 to 1.33)" in (
        judged.sentence
    )


def test_where_nobody_can_tell_a_baseline_makes_the_lists_and_is_not_called_the_best():
    unknown = Figure(None, None, None, 3, 1, "cannot tell: audits speak for 10% of these cases")
    judged = verdict(gain("rule_list", 0.2, unknown))

    assert judged.used == "rule_list"
    assert judged.sentence.startswith("The baseline (rule list) makes the lists, not the model")
    assert judged.sentence.endswith(
        "against rule list, cannot tell: audits speak for 10% of these cases."
    )


def test_without_audits_the_norm_makes_the_lists_and_says_so():
    judged = without_model("officers_norm", audits=0)

    assert judged.used == "officers_norm"
    assert judged.sentence.startswith("No audits yet: ranked by how far a rating lies below")


def test_chance_is_compared_with_but_never_makes_the_lists():
    lucky = gain("random", 0.5, Figure(-0.1, -0.2, -0.1, 80, 24))
    judged = verdict(gain("rule_list", 0.2, Figure(0.1, 0.0, 0.2, 80, 24)) | lucky)

    assert not judged.passed
    assert judged.used == "rule_list"


def test_while_audits_are_few_common_practice_makes_the_lists():
    few = Figure(None, None, None, 12, 2, "not enough evidence")
    judged = verdict(gain("single_age", 0.5, few) | gain("practice_and_directions", 0.1, few))

    assert judged.used == "practice_and_directions"
