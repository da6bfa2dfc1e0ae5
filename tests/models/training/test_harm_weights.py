import numpy as np
import pytest

from contracts.errors import InputError
from contracts.levels import Scale
from models.training.harm_weights import harm_weights, priority

DECLARED = {
    "low": {"medium": 2, "high": 6, "very_high": 10},
    "medium": {"high": 10, "very_high": 14},
    "high": {"very_high": 4},
}


def test_a_scale_that_lacks_a_level_uses_the_weights_of_those_it_has():
    compas = Scale(("low", "medium", "high"), high_from="high")

    weights = harm_weights(compas, DECLARED)

    assert weights.tolist() == [[0, 2, 6], [0, 0, 10], [0, 0, 0]]


def test_a_misspelt_level_is_refused_with_the_step_that_it_leaves_without_a_weight():
    rosh = Scale(("low", "medium", "high", "very_high"), high_from="high")
    misspelt = {"low": DECLARED["low"], "medum": DECLARED["medium"], "high": DECLARED["high"]}

    with pytest.raises(InputError) as refusal:
        harm_weights(rosh, misspelt)

    assert refusal.value.faults == [
        "'medum' is no level; did you mean 'medium'?",
        "no weight from 'medium' to 'high'",
        "no weight from 'medium' to 'very_high'",
    ]


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        ({"lwo": {"hihg": 3}}, "'lwo' is no level; did you mean 'low'?"),
        (DECLARED | {"very_high": {"low": 1}}, "from 'very_high' to 'low' is no step up"),
        (DECLARED | {"high": {"high": 1, "very_high": 4}}, "from 'high' to 'high' is no step up"),
    ],
)
def test_weights_that_would_never_be_used_are_refused(declared, fault):
    rosh = Scale(("low", "medium", "high", "very_high"), high_from="high")

    with pytest.raises(InputError) as refusal:
        harm_weights(rosh, declared)

    assert fault in refusal.value.faults


def test_a_scale_with_other_levels_counts_steps_and_twice_those_into_the_upper_levels():
    triage = Scale(("5", "4", "3"), high_from="3")

    assert harm_weights(triage, DECLARED).tolist() == [[0, 1, 4], [0, 0, 2], [0, 0, 0]]


def test_priority_is_the_harm_expected_of_leaving_the_rating():
    weights = np.array([[0.0, 2.0], [0.0, 0.0]])
    chances = np.array([[0.7, 0.3], [0.2, 0.8]])

    assert priority(chances, np.array([0.0, 1.0]), weights).tolist() == [0.6, 0.0]
