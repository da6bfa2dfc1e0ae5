from dataclasses import replace

import numpy as np
import pytest
from scipy.special import softmax

from models.training.candidates.step_size import PRESUMED_TILT, StepSizes, fit_step_sizes
from tests.models.training import made_up

SHARES = np.array([[0.0, 0.8, 0.2], [1.0, 0.0, 1.0], [0.3, 0.7, 0.0]])
STEPS = StepSizes(SHARES, tilt=1.0, centre=np.zeros(3))


def moved_up(n, *, tilt, seed=1):
    """Audits of lows, all too low: the graver the record, the further they move."""
    rng = np.random.default_rng(seed)
    known = made_up.records(cases=n, share=1.0)
    severity = rng.normal(size=n)
    chance = softmax(np.column_stack([np.zeros(n), tilt * severity]), axis=1)
    right = 1.0 + (rng.random(n) < chance[:, 1])
    return replace(known, assigned=np.zeros(n), right=right), severity


def test_a_graver_record_lands_further_up():
    mild, grave = STEPS.landing(np.array([-1.0, 1.0]), np.zeros(2))

    assert grave[2] > 0.2 > mild[2]
    assert mild[1:].sum() == pytest.approx(1.0)
    assert grave[1:].sum() == pytest.approx(1.0)


def test_at_the_centre_the_shares_of_audits_hold():
    assert STEPS.landing(np.zeros(3), np.arange(3.0)) == pytest.approx(SHARES)


def test_moves_down_do_not_read_severity():
    landing = STEPS.landing(np.array([5.0]), np.array([2.0]))

    assert landing[0] == pytest.approx([0.3, 0.7, 0.0])


def test_without_audits_the_tilt_is_the_presumed_one():
    bare = made_up.records(cases=50).without_labels_after(np.datetime64("2000-01-01", "us"))

    steps = fit_step_sizes(bare, np.zeros(50))

    assert steps.tilt == PRESUMED_TILT
    assert np.isfinite(steps.shares).all()


@pytest.mark.parametrize("tilt", [0.0, 1.5])
def test_many_audits_teach_how_strongly_severity_tells(tilt):
    records, severity = moved_up(4000, tilt=tilt)

    assert fit_step_sizes(records, severity).tilt == pytest.approx(tilt, abs=0.2)
