import numpy as np
import pytest

from models.evaluation.estimation.corrected import all_finds, corrected
from models.evaluation.estimation.results import TargetResults
from models.evaluation.predictions.arrays import View
from tests.models.evaluation.made_up import cases_of, plan


def figures_of(cases, view, plan):
    results = TargetResults.of(cases, {"model": view}, "model")
    return corrected(results, view, all_finds(results, plan.draws), plan)


def estimates(seed, *, n=1500):
    """Corrected figures of a biased sample, and the truth of all cases."""
    rng = np.random.default_rng(seed)
    chance = rng.beta(1, 4, n)
    found = (rng.random(n) < chance).astype(float)
    picked = np.clip(0.1 + 0.8 * chance, 0, 1)
    seen = rng.random(n) < picked
    cases = cases_of(np.where(seen, found, np.nan), weight=np.where(seen, 1 / picked, np.nan))
    view = View(chance, chance * 1.3)
    first = np.argsort(-chance)[: n // 10]
    truth = chance[first].mean(), chance[first].sum() / chance.sum()
    return figures_of(cases, view, plan(n, draws=150, capacity=0.1)), truth


def test_intervals_hold_the_truth_of_all_cases_about_as_often_as_they_say():
    held = []
    for seed in range(30):
        figures, (precision, recall) = estimates(seed)
        for name, truth in (("precision", precision), ("recall", recall)):
            figure = figures[f"{name}_at_capacity_corrected"]
            held.append(figure.low <= truth <= figure.high)

    assert np.mean(held) > 0.85


def test_a_list_with_hardly_an_audit_says_so():
    score = np.linspace(1, 0, 400)
    y = np.where(np.arange(400) < 100, np.nan, 1.0)
    cases, view = cases_of(y), View(score, None)

    figures = figures_of(cases, view, plan(400))

    figure = figures["precision_at_capacity_corrected"]
    assert figure.value is None
    assert figure.reason == "cannot tell: audits of these cases weigh as 0.0 equal ones"


def test_where_all_are_audited_it_agrees_with_the_plain_figure():
    rng = np.random.default_rng(1)
    score = rng.random(400)
    cases = cases_of((rng.random(400) < score).astype(float))
    view = View(score, None)

    figures = figures_of(cases, view, plan(400))

    top = np.argsort(-score)[:20]
    figure = figures["precision_at_capacity_corrected"]
    assert figure.value == pytest.approx(cases.y[top].mean())


FIRST = np.arange(400) < 100  # on a list of a quarter


@pytest.mark.parametrize(
    ("audited", "precision", "recall"),
    [
        (FIRST | True, None, None),
        (FIRST, None, "cannot tell: audits of these cases weigh as 0.0 equal ones"),
        (~FIRST, "weigh as 0.0 equal", "weigh as 0.0 equal"),
        (FIRST & (np.arange(400) < 5), "weigh as 5.0 equal", "weigh as 5.0 equal"),
    ],
)
def test_recall_is_doubted_for_those_not_listed_only_where_the_list_itself_is_not(
    audited, precision, recall
):
    y = np.where(audited, np.arange(400) % 2, np.nan)
    cases, view = cases_of(y), View(np.linspace(1, 0, 400), None)

    figures = figures_of(cases, view, plan(400, capacity=0.25))

    for name, doubt in (("precision", precision), ("recall", recall)):
        figure = figures[f"{name}_at_capacity_corrected"]
        assert (figure.value is None) == (doubt is not None)
        assert (doubt or "") in (figure.reason or "")
