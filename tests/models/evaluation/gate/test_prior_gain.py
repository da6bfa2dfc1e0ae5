from models.evaluation.gate.prior_gain import NOTHING, stated_prior
from tests.models.evaluation.made_up import also, fold_predictions, setup_of, world

PREDICTIONS = fold_predictions(world(cases=4000, seed=1))


def measured(predictions):
    setup = setup_of(predictions)
    return stated_prior(setup.main, setup.plan)


def test_a_prior_that_knows_more_finds_more_on_the_same_cases():
    lists = also(PREDICTIONS, practice_and_directions="logistic", practice_alone="random")

    comparison = measured(lists)

    assert comparison["low"] > 0
    assert comparison["n"] > 50
    assert comparison["sentence"].startswith(
        "The list without audits, with the directions that features declare: of 100 cases listed"
    )
    assert "95% interval" in comparison["sentence"]


def test_a_prior_that_changes_nothing_brings_nothing():
    lists = also(PREDICTIONS, practice_and_directions="rule_list", practice_alone="rule_list")

    comparison = measured(lists)

    assert (comparison["difference"], comparison["low"], comparison["high"]) == (0.0, 0.0, 0.0)


def test_without_audits_nothing_is_said_of_the_prior():
    lists = also(PREDICTIONS, practice_and_directions="logistic", practice_alone="random")

    assert measured(lists.assign(audited=None)) == {"sentence": NOTHING}


def test_a_race_without_the_two_lists_says_nothing_of_the_prior():
    assert measured(PREDICTIONS) == {"sentence": NOTHING}
