from dataclasses import replace

import numpy as np

from models.training.label_noise.fit import fit_process, unexplained
from models.training.label_noise.likelihood import Loss
from tests.models.training import made_up


def test_severity_and_shortfalls_are_told_apart_without_any_audit():
    rated, right = made_up.rated()

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


def test_a_column_that_is_kept_out_counts_nothing():
    rated, _ = made_up.rated(away=0.0)

    process = fit_process(rated)

    assert process.missed[0] == 0
    assert process.severity[1] == 0


def test_columns_added_to_a_start_are_fitted_with_the_rest():
    rated, _ = made_up.rated()
    first = {"columns": rated.columns[:, :2], "scale": rated.scale[:, :2]}
    narrow = replace(rated, **first, home=rated.home[:, :2], sign=np.zeros(2))
    start = fit_process(narrow)

    wider = fit_process(rated, start)

    assert len(wider.severity) == 3
    assert (
        Loss.of(rated)(Loss.of(rated).line(wider))[0]
        <= Loss.of(narrow)(Loss.of(narrow).line(start))[0]
    )


def test_what_is_unexplained_averages_to_nothing_at_the_best_process():
    rated, _ = made_up.rated()

    left = unexplained(rated, fit_process(rated))

    assert left.shape == (2, len(rated.columns))
    assert abs(left[0].mean()) < 0.01


def test_levels_that_nobody_was_given_are_still_told_of():
    rated, _ = made_up.rated(n=300)
    flat = replace(rated, assigned=np.zeros(300, dtype=np.intp))

    process = fit_process(flat)

    assert np.isfinite(process.severity).all()
    assert np.exp(process.joint(flat.columns)).sum(axis=1)[:, 0].mean() > 0.9
