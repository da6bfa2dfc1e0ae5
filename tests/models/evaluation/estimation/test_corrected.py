import numpy as np
import pytest

from models.evaluation.estimation.corrected import Complete, corrected
from models.evaluation.estimation.doubly_robust import expected_finds
from models.evaluation.estimation.settings import View
from tests.models.evaluation.made_up import field, plan


def estimates(seed, *, n=1500):
    """Corrected figures of a biased sample, and the truth of all cases."""
    rng = np.random.default_rng(seed)
    chance = rng.beta(1, 4, n)
    found = (rng.random(n) < chance).astype(float)
    picked = np.clip(0.1 + 0.8 * chance, 0, 1)
    seen = rng.random(n) < picked
    cases = field(np.where(seen, found, np.nan), weight=np.where(seen, 1 / picked, np.nan))
    view, asked = View(chance, chance * 1.3), plan(n, draws=150, capacity=0.1)
    complete = Complete.of(cases, expected_finds(cases, view.claimed), asked.draws)
    first = np.argsort(-chance)[: n // 10]
    truth = chance[first].mean(), chance[first].sum() / chance.sum()
    return corrected(cases, view, complete, asked), truth


def test_intervals_hold_the_truth_of_all_cases_about_as_often_as_they_say():
    held = []
    for seed in range(30):
        told, (precision, recall) = estimates(seed)
        for name, truth in (("precision", precision), ("recall", recall)):
            figure = told[f"{name}_at_capacity_corrected"]
            held.append(figure.low <= truth <= figure.high)

    assert np.mean(held) > 0.85


def test_a_list_with_hardly_an_audit_says_so():
    score = np.linspace(1, 0, 400)
    happened = np.where(np.arange(400) < 100, np.nan, 1.0)
    cases, view, asked = field(happened), View(score, None), plan(400)

    told = corrected(
        cases, view, Complete.of(cases, expected_finds(cases, None), asked.draws), asked
    )

    figure = told["precision_at_capacity_corrected"]
    assert figure.value is None
    assert figure.reason == "cannot tell: audits of these cases weigh as 0.0 equal ones"


def test_where_all_are_audited_it_agrees_with_the_plain_figure():
    rng = np.random.default_rng(1)
    score = rng.random(400)
    cases = field((rng.random(400) < score).astype(float))
    view, asked = View(score, None), plan(400)

    told = corrected(
        cases, view, Complete.of(cases, expected_finds(cases, None), asked.draws), asked
    )

    top = np.argsort(-score)[:20]
    figure = told["precision_at_capacity_corrected"]
    assert figure.value == pytest.approx(cases.happened[top].mean())
