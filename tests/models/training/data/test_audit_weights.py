from dataclasses import replace

import numpy as np

from models.training.candidates.design_matrix import fit_design
from models.training.data.audit_weights import LARGEST, calibration_weights, with_chances
from tests.models.training import made_up


def chances_of(known):
    return with_chances(known, fit_design(known, 0).matrix(known))


def test_a_chance_on_record_is_kept_and_a_prompted_audit_gets_none():
    known = made_up.records(share=0.5)

    done, overlap = chances_of(known)

    usual = done.audited & ~done.prompted
    assert (done.probability[usual] == 0.5).all()
    assert np.isnan(done.probability[done.prompted]).all()
    assert overlap.known == usual.sum()
    assert overlap.prompted == done.prompted.sum()
    assert overlap.effective == usual.sum(), "audits of one chance are worth what they count"


def test_where_no_chance_is_on_record_it_is_learned_from_who_was_audited():
    known = made_up.records(cases=3000, share=0.3)
    severe = np.nan_to_num(known.table["severity"].to_numpy()) > 1
    dropped = ~severe & (np.arange(3000) % 3 > 0)
    picked = replace(
        known,
        probability=np.full(3000, np.nan),
        right=np.where(dropped, np.nan, known.right),
        prompted=np.zeros(3000, dtype=bool),
    )

    done, overlap = chances_of(picked)

    usual = done.audited
    assert done.probability[usual & severe].mean() > 1.5 * done.probability[usual & ~severe].mean()
    assert overlap.estimated == usual.sum()
    assert 0 <= overlap.thin <= 1


def test_a_wholly_audited_source_was_not_picked_from():
    known = made_up.records(share=1.0, fully_audited=True)
    bare = replace(known, probability=np.full(len(known), np.nan))

    done, overlap = chances_of(bare)

    assert (done.probability[done.audited & ~done.prompted] == 1).all()
    assert overlap.thin is None


def test_where_every_past_rating_has_its_audit_nobody_was_picked():
    known = made_up.records(cases=400, share=1.0)
    newest = np.arange(400) >= 350
    reviewed = replace(
        known,
        right=np.where(newest, np.nan, known.right),
        prompted=np.zeros(400, dtype=bool),
        probability=np.full(400, np.nan),
    )

    done, _ = chances_of(reviewed)

    assert (done.probability[~newest] == 1).all()


def test_no_single_audit_speaks_for_very_many():
    known = made_up.records(cases=400)
    known.probability[:] = 1.0
    known.probability[0] = 1e-9

    weight = calibration_weights(known)

    assert weight.max() <= LARGEST * (1 / 1e-4 + 399) / 400


def test_without_any_chances_every_audit_counts_alike():
    known = made_up.records(cases=10)
    known.probability[:] = np.nan

    assert (calibration_weights(known) == 1).all()
