import numpy as np
import pytest
from scipy.special import expit

from models.training.candidates.calibration import LogisticCalibrator, fit_calibrator


def test_without_labels_the_log_odds_are_the_mean_of_the_margins():
    nothing = np.zeros((0, 2))

    fitted = fit_calibrator(nothing, np.zeros(0), np.zeros(0))

    assert fitted.intercept == 0.0
    assert list(fitted.slopes) == [0.5, 0.5]


def test_with_many_labels_the_log_odds_follow_them():
    rng = np.random.default_rng(0)
    margin = rng.normal(size=20_000)
    y = (rng.random(20_000) < expit(2 * margin - 1)).astype(float)

    fitted = fit_calibrator(margin[:, None], y, np.ones(20_000))

    assert fitted.slopes[0] == pytest.approx(2, abs=0.1)
    assert fitted.intercept == pytest.approx(-1, abs=0.1)


def test_the_unit_of_weights_does_not_matter():
    margin = np.linspace(-1, 1, 40)[:, None]
    y = (margin[:, 0] > 0.2).astype(float)
    weight = np.linspace(1, 3, 40)

    one, ten = fit_calibrator(margin, y, weight), fit_calibrator(margin, y, 10 * weight)

    assert one.slopes[0] == pytest.approx(ten.slopes[0])


def test_a_chance_is_the_logistic_function_of_its_log_odds():
    calibrator, margins = LogisticCalibrator(1.0, np.array([2.0])), np.array([[3.0], [-900.0]])

    assert calibrator.log_odds(margins).tolist() == [7.0, -1799.0]
    assert calibrator.chance(margins).tolist() == [expit(7.0), 0.0]


def test_the_mean_chance_is_drawn_to_the_weighted_rate():
    margins, y = np.full((1000, 1), -2.0), np.tile([0.0, 1.0], 500)
    weight = np.where(y == 1, 3.0, 1.0)

    chance = fit_calibrator(margins, y, weight).chance(margins)

    assert chance.mean() == pytest.approx(0.75, abs=0.02)
