import numpy as np
import pytest

from models.training.candidates.calibration import LogisticCalibrator, fit_line, logit, sigmoid


def test_without_labels_the_line_is_the_mean_of_the_margins():
    nothing = np.zeros((0, 2))

    line = fit_line(nothing, np.zeros(0), np.zeros(0))

    assert line.intercept == 0.0
    assert list(line.slopes) == [0.5, 0.5]


def test_with_many_labels_the_line_follows_them():
    rng = np.random.default_rng(0)
    margin = rng.normal(size=20_000)
    happened = (rng.random(20_000) < sigmoid(2 * margin - 1)).astype(float)

    line = fit_line(margin[:, None], happened, np.ones(20_000))

    assert line.slopes[0] == pytest.approx(2, abs=0.1)
    assert line.intercept == pytest.approx(-1, abs=0.1)


def test_the_unit_of_weights_does_not_matter():
    margin = np.linspace(-1, 1, 40)[:, None]
    happened = (margin[:, 0] > 0.2).astype(float)
    weight = np.linspace(1, 3, 40)

    one, ten = fit_line(margin, happened, weight), fit_line(margin, happened, 10 * weight)

    assert one.slopes[0] == pytest.approx(ten.slopes[0])


def test_a_chance_and_its_log_odds_undo_each_other():
    chance = np.array([0.01, 0.5, 0.99])

    assert np.allclose(sigmoid(logit(chance)), chance)
    assert LogisticCalibrator(1.0, np.array([2.0])).log_odds(np.array([[3.0]]))[0] == 7.0
