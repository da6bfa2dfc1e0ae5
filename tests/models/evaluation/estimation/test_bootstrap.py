import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from models.evaluation.estimation.bootstrap import draw_people, percentiles


def in_list_order(seed, n=300):
    rng = np.random.default_rng(seed)
    score = np.sort(rng.random(n))[::-1]
    return score, (rng.random(n) < score * 0.5).astype(float)


def test_without_ties_the_value_is_scikit_learns():
    score, y = in_list_order(seed=3)
    draws = draw_people(300, draws=1, seed=0)

    precision, area = draws.ranked(np.arange(300), y, np.ones(300))

    assert precision[0] == pytest.approx(average_precision_score(y, score))
    assert area[0] == pytest.approx(roc_auc_score(y, score))


def test_every_draw_of_the_area_is_scikit_learns_with_the_drawn_weights():
    score, y = in_list_order(seed=4)
    person = np.arange(300) // 3
    weight = np.where(np.arange(300) % 2, 1.0, 2.5)
    draws = draw_people(100, draws=5, seed=1)

    _, area = draws.ranked(person, y, weight)

    expected = [
        roc_auc_score(y, score, sample_weight=drawn[person] * weight) for drawn in draws.counts.T
    ]
    assert area == pytest.approx(expected)


def test_totals_are_sums_of_counts_times_values():
    draws = draw_people(2, draws=3, seed=5)
    columns = np.array([[1.0, 0.0], [2.0, 5.0], [4.0, 0.0]])

    totals = draws.totals(np.array([0, 0, 1]), columns)

    first, second = draws.counts.astype(float)
    assert totals[0] == pytest.approx(3 * first + 4 * second)
    assert totals[1] == pytest.approx(5 * first)


def test_people_are_drawn_once_on_average_and_again_the_same_with_the_same_seed():
    draws = draw_people(200, draws=400, seed=7)
    drawn = draws.counts[:, 1:].astype(float)

    again = draw_people(200, draws=400, seed=7)

    assert drawn.mean() == pytest.approx(1.0, abs=0.02)
    assert drawn.var() == pytest.approx(1.0, abs=0.03)
    assert (again.counts == draws.counts).all()


def test_the_interval_of_a_mean_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(2)
    covered = []
    for trial in range(150):
        per_person = rng.normal(0.3, 1.0, 60)
        values = np.repeat(per_person, 4) + rng.normal(0, 0.1, 240)
        person = np.repeat(np.arange(60), 4)
        draws = draw_people(60, draws=200, seed=trial)
        totals = draws.totals(person, np.column_stack([values, np.ones(240)]))
        low, high = percentiles((totals[0] / totals[1])[1:], 0.9)
        covered.append(low <= 0.3 <= high)

    assert np.mean(covered) == pytest.approx(0.9, abs=0.07)
