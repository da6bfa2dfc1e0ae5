from dataclasses import replace

import pytest

from benchmarks.families import next_audits, world
from benchmarks.families.next_audits import compared
from pipelines.running.params.file import read_parameters


@pytest.mark.journey
def test_drawn_audits_are_compared_with_those_picked_as_usual(tmp_path, monkeypatch):
    monkeypatch.setattr(world, "ASSESSMENTS", 800)
    for name, number in {"START": 100, "MORE": 100, "USUAL": 250, "ALIKE": 200}.items():
        monkeypatch.setattr(next_audits, name, number)
    parameters = read_parameters()
    quick = replace(parameters.train, candidates=("prior_logistic",), folds=2, learning_curve=())
    parameters = replace(parameters, train=quick)
    settings = parameters.featurise
    made = world.make_world(tmp_path, family="two judges", seed=3, settings=settings)

    figures = compared(made, parameters)

    assert 0 < figures["1,000 drawn so"] <= 1
    assert 0 < figures["1,500 as picked today"] <= 1
    assert figures["interval, drawn so"] > 0
