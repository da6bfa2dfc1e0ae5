import numpy as np
import pytest
from scipy.special import expit

from models.evaluation.estimation.results import TargetResults
from models.evaluation.gate.model_assisted_gain import assisted_gain
from models.evaluation.gate.paired_lists import PairedLists
from models.evaluation.predictions.arrays import View
from tests.models.evaluation.made_up import cases_of, plan

N = 6000


def gain(seed, *, audits, stated, other):
    """Assisted gain in every draw and the true gain; `stated` and `other` mix signal and noise."""
    rng = np.random.default_rng(seed)
    risk, noise, rest = rng.normal(size=(3, N))
    chance = expit(-2 + 1.5 * risk)
    y = np.where(rng.random(N) < audits / N, rng.random(N) < chance, np.nan)
    score = -2 + 1.5 * (stated * risk + np.sqrt(1 - stated**2) * noise)
    views = {
        "model": View(expit(score), expit(score)),
        "other": View(other * risk + np.sqrt(1 - other**2) * rest, None),
    }
    weight = np.where(np.isnan(y), np.nan, N / audits)
    results = TargetResults.of(cases_of(y, weight=weight), views, "model")
    lists = PairedLists.of(results.cases, views["model"], views["other"], 0.05)
    drawn = assisted_gain(results, lists, views["other"], plan(N, draws=200).draws.counts)
    truth = lists.mine @ chance / lists.mine.sum() - lists.theirs @ chance / lists.theirs.sum()
    return drawn, truth


def test_with_many_audits_it_is_the_true_gain():
    drawn, truth = gain(1, audits=4000, stated=1.0, other=0.5)

    assert drawn[0] == pytest.approx(truth, abs=0.05)
    assert drawn.std() < 0.03


def test_with_many_audits_a_model_that_knows_less_is_seen_to_lose():
    drawn, truth = gain(1, audits=4000, stated=0.2, other=1.0)

    assert truth < -0.3
    assert np.quantile(drawn[1:], 0.9) < 0


def test_with_few_audits_the_orders_stay_where_the_models_chances_put_them():
    drawn, _ = gain(2, audits=20, stated=0.9, other=0.9)

    assert np.quantile(drawn[1:], 0.9) > 0


def test_it_varies_far_less_than_the_audits_that_fell_on_the_lists():
    estimates = np.array([gain(seed, audits=250, stated=0.9, other=0.8)[0][0] for seed in range(8)])

    assert estimates.std() < 0.1


def test_without_audits_or_without_chances_nothing_is_known():
    view = View(np.arange(4.0), np.full(4, 0.2))
    unaudited = TargetResults.of(cases_of([np.nan] * 4), {"model": view}, "model")
    ranked = TargetResults.of(
        cases_of([1, 0, 1, 0]), {"model": View(np.arange(4.0), None)}, "model"
    )
    lists = PairedLists.of(ranked.cases, view, view, 0.5)

    for results in (unaudited, ranked):
        assert assisted_gain(results, lists, view, plan(4).draws.counts) is None


@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_a_chance_of_none_or_all_leaves_the_gain_finite(certain):
    rng = np.random.default_rng(3)
    chance = np.where(np.arange(400) % 10 == 0, certain, rng.random(400))
    view = View(rng.random(400), chance)
    results = TargetResults.of(cases_of(rng.random(400) < 0.3), {"model": view}, "model")
    other = View(rng.random(400), None)
    lists = PairedLists.of(results.cases, view, other, 0.2)

    drawn = assisted_gain(results, lists, other, plan(400).draws.counts)

    assert np.isfinite(drawn).all()
