from models.evaluation.predictions.entrants import Entrants
from tests.models.evaluation.made_up import TRAINING


def test_baselines_are_told_from_models():
    entrants = Entrants.of(TRAINING)

    assert entrants.baselines == ("random", "rule_list")
    assert not entrants.is_baseline


def test_common_practice_without_a_race_is_no_model():
    assert Entrants.of({"candidates": [], "chosen": "unsupervised"}).is_baseline
