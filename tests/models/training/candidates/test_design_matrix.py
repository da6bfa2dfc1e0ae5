from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit

from contracts.levels import Scale
from models.training.candidates.design_matrix import (
    DIRECTIONS,
    N_PRIOR,
    SEVERITY,
    SHORTFALL,
    features_of,
    fit_design,
)
from tests.models.training import made_up


def test_a_level_is_presumed_too_low_as_often_as_the_norm_says_of_it():
    known = made_up.records()
    design = fit_design(known, 0)

    presumed = expit(design.matrix(known)[:, [SEVERITY, SHORTFALL]].sum(axis=1))

    for level in (0, 1):
        assert 0.02 < presumed[known.assigned == level].mean() < 0.4
    assert (presumed[known.assigned == 2] < 1e-5).all()


def test_a_rating_made_without_a_needed_check_is_presumed_held_down():
    known = made_up.records(cases=1000)

    matrix = fit_design(known, 0).matrix(known)
    missing = known.table["check_missing"].to_numpy() == 1
    below_top = known.assigned < 2

    held = matrix[:, SHORTFALL]
    assert held[missing & below_top].mean() > held[~missing & below_top].mean() + 0.1


def test_the_stated_prior_follows_declared_directions_and_has_unit_spread():
    known = made_up.records()

    matrix = fit_design(known, 0).matrix(known)

    assert abs(matrix[:, DIRECTIONS].std() - 1) < 1e-9
    severity = np.nan_to_num(known.table["severity"].to_numpy())
    assert np.corrcoef(matrix[:, DIRECTIONS], severity)[0, 1] > 0.3


def test_what_columns_add_to_prior_columns_leaves_only_what_a_level_has_in_common():
    known = made_up.records()
    design = fit_design(known, 0)

    rest = design.matrix(known)[:, :N_PRIOR] - design.prior_parts(known).sum(axis=2)

    for level in (0, 1, 2):
        assert np.ptp(rest[known.assigned == level], axis=0).max() < 1e-9


def test_nothing_gathered_depends_on_labels():
    known = made_up.records()
    unlabelled = known.without_labels_after(np.datetime64("2000-01-01", "us"))

    with_labels, without = (
        fit_design(known, 0).matrix(known),
        fit_design(unlabelled, 0).matrix(known),
    )

    assert np.array_equal(with_labels, without, equal_nan=True)


def test_what_officers_would_assign_adds_up_to_one():
    known = made_up.records()

    told = fit_design(known, 0).officers(known)

    assert np.allclose(told.sum(axis=1), 1)
    assert (told >= 0).all()


def test_what_officers_would_assign_is_what_they_assign_and_not_what_would_be_right():
    records = made_up.records(cases=600)

    officers = fit_design(records, 0).officers(records)

    assigned = np.bincount(records.assigned.astype(int), minlength=3) / len(records)
    assert officers.mean(axis=0) == pytest.approx(assigned, abs=0.02)


def test_every_column_belongs_to_the_rating_or_to_a_feature():
    known = made_up.records()
    design = fit_design(known, 0)

    names = features_of(known, design.columns)

    assert len(names) == design.matrix(known).shape[1] - N_PRIOR
    assert names[:3] == ["rating"] * 3
    assert names[-2:] == ["place", "place"]


def test_no_records_have_a_matrix_of_no_rows():
    records = made_up.records(cases=60)
    design = fit_design(records, 0)

    matrix = design.matrix(records.take(np.zeros(60, dtype=bool)))

    assert matrix.shape == (0, design.matrix(records).shape[1])


def test_what_officers_hold_on_to_is_found_and_counts_in_no_upward_odds():
    records = made_up.records(cases=3000, scale=Scale(("a", "b", "c", "d"), high_from="c"))
    pointed = np.digitize(records.table["noise"].to_numpy(np.float64), [-0.7, 0.3, 1.3])
    drawn = np.random.default_rng(0).random(3000) < 0.6
    drawn = replace(records, assigned=np.where(drawn, pointed, records.assigned))

    design = fit_design(drawn, 0)

    place = features_of(drawn, design.columns).index("noise")
    assert np.flatnonzero(design.norm.anchors).tolist() == [place]
    assert not fit_design(records, 0).norm.anchors.any()
    assert (design.upward.weights[:, :, place] == 0).all()
