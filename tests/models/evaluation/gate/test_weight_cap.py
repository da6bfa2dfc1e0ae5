from dataclasses import replace

import numpy as np
import pytest

from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.weight_cap import weight_cap
from models.evaluation.predictions.arrays import View, capped
from tests.models.evaluation.made_up import cases_of


def results(weight):
    weight = np.array(weight)
    cases = replace(cases_of([1.0] * len(weight)), weight=capped(weight), uncapped=weight)
    view = View(np.linspace(1, 0, len(weight)), np.full(len(weight), 0.5))
    return TargetResults.of(cases, {"model": view}, "model")


def test_a_heavy_audit_is_counted_with_what_its_limit_takes_from_the_list():
    entry = weight_cap(results([901.0] + [1.0] * 99), 0.1)

    assert entry["capped"] == 1
    assert entry["cut"] == pytest.approx(701 / 1000)
    assert entry["finds_moved"] == pytest.approx((200 - 901) * 0.5 / 10)


def test_weights_alike_are_left_as_they_are():
    entry = weight_cap(results([2.0] * 100), 0.1)

    assert (entry["capped"], entry["cut"], entry["finds_moved"]) == (0, 0.0, 0.0)


def test_weights_are_limited_as_in_learning():
    from models.evaluation.predictions.arrays import LARGEST_WEIGHT
    from models.training.data.audit_weights import LARGEST

    assert LARGEST_WEIGHT == LARGEST
