import numpy as np
import pytest

from models.evaluation.estimation.results import TargetResults
from models.evaluation.metrics.curves import finds_against_checked, points
from models.evaluation.predictions.arrays import View
from tests.models.evaluation.made_up import cases_of, plan


def followed(cases, view):
    results = TargetResults.of(cases, {"model": view}, "model")
    return finds_against_checked(results, ["model"], plan(len(cases)))


def test_checking_more_never_finds_less_and_a_list_beats_chance():
    rng = np.random.default_rng(1)
    chance = rng.beta(1, 3, 2000)
    cases = cases_of((rng.random(2000) < chance).astype(float))

    table = followed(cases, View(chance, chance))

    assert table["finds"].is_monotonic_increasing
    assert (table["finds"] > table["random"]).all()
    assert (table["low"] <= table["finds"]).all()
    assert (table["finds"] <= table["high"]).all()


def test_where_no_audit_fell_on_the_list_the_finds_are_unknown():
    y = np.where(np.arange(1000) < 300, np.nan, 0.0)
    view = View(np.linspace(1, 0, 1000), None)

    table = followed(cases_of(y), view)

    assert table["finds"].isna().all()
    assert table["checked"].max() == 300


def test_without_audits_there_is_nothing_to_draw():
    view = View(np.linspace(1, 0, 10), None)

    assert followed(cases_of([np.nan] * 10), view).empty
    assert points(cases_of([np.nan] * 10), {"model": view}).empty


def test_the_points_end_where_everything_is_listed():
    view = View(np.array([0.9, 0.8, 0.3, 0.1]), None)

    table = points(cases_of([1, 0, 1, 0]), {"model": view})

    assert table.iloc[-1][["false_positive_rate", "recall"]].tolist() == [1.0, 1.0]
    assert table["precision"].tolist() == pytest.approx([1, 1 / 2, 2 / 3, 1 / 2], abs=1e-6)
