import numpy as np
import pytest
from scipy.optimize import approx_fprime

from models.training.rating_process import Rated, _Loss, fit_process, unexplained


def made(n=6000, levels=3, seed=0, away=0.2):
    """Severe records deserve more; where checks lack, ratings more often fall short of it."""
    rng = np.random.default_rng(seed)
    columns = np.column_stack([rng.normal(size=n), rng.random(n) < 0.3, rng.normal(size=n)])
    columns = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    edges = np.linspace(-0.5, 1.2, levels - 1)
    right = np.digitize(1.5 * columns[:, 0] + rng.logistic(size=n), edges)
    short = rng.random(n) < np.where(columns[:, 1] > 0, 0.5, 0.1)
    assigned = np.maximum(right - short, 0)
    scale = np.array([[1.0, away, 1.0], [away, 1.0, away]])
    home = np.array([[True, False, True], [False, True, False]])
    return Rated(columns, assigned, levels, scale, home), right


@pytest.mark.parametrize("levels", [2, 3, 4, 9])
def test_the_slope_is_that_of_the_loss(levels):
    rng = np.random.default_rng(levels)
    whole, _ = made(n=60, levels=levels)
    loss = _Loss.of(whole)
    line = loss.start() + 0.2 * rng.normal(size=len(loss.start()))

    value, slope = loss(line)

    assert np.isfinite(value)
    assert np.allclose(slope, approx_fprime(line, lambda at: loss(at)[0], 1e-6), atol=1e-2)


def test_severity_and_shortfalls_are_told_apart_without_any_audit():
    rated, right = made()

    process = fit_process(rated)

    assert process.severity[0] > 0.7
    assert process.missed[1] > 0.5
    assert abs(process.severity[2]) < 0.1
    assert abs(process.missed[2]) < 0.1
    told = np.exp(process.joint(rated.columns))[np.arange(len(right)), :, rated.assigned]
    under = np.where(np.arange(3) > rated.assigned[:, None], told, 0).sum(axis=1) / told.sum(axis=1)
    below_top = rated.assigned < 2
    found = (right > rated.assigned)[below_top]
    first = np.argsort(-under[below_top])[: int(0.1 * below_top.sum())]
    assert found[first].mean() > 2 * found.mean()


def test_chances_of_right_and_assigned_levels_add_up_to_one():
    rated, _ = made(n=200, levels=4)

    told = np.exp(fit_process(rated).joint(rated.columns))

    assert told.shape == (200, 4, 4)
    assert np.allclose(told.sum(axis=(1, 2)), 1)


def test_a_column_that_is_kept_out_counts_nothing():
    rated, _ = made(away=0.0)

    process = fit_process(rated)

    assert process.missed[0] == 0
    assert process.severity[1] == 0


def test_columns_added_to_a_start_are_fitted_with_the_rest():
    rated, _ = made()
    narrow = Rated(rated.columns[:, :2], rated.assigned, 3, rated.scale[:, :2], rated.home[:, :2])
    start = fit_process(narrow)

    wider = fit_process(rated, start)

    assert len(wider.severity) == 3
    assert (
        _Loss.of(rated)(_Loss.of(rated).line(wider))[0]
        <= _Loss.of(narrow)(_Loss.of(narrow).line(start))[0]
    )


def test_what_is_unexplained_averages_to_nothing_at_the_best_process():
    rated, _ = made()

    left = unexplained(rated, fit_process(rated))

    assert left.shape == (2, len(rated.columns))
    assert abs(left[0].mean()) < 0.01


def test_levels_that_nobody_was_given_are_still_told_of():
    rated, _ = made(n=300)
    flat = Rated(**{**vars(rated), "assigned": np.zeros(300, dtype=np.intp)})

    process = fit_process(flat)

    assert np.isfinite(process.severity).all()
    assert np.exp(process.joint(flat.columns)).sum(axis=1)[:, 0].mean() > 0.9
