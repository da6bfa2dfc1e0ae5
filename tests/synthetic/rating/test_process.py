import numpy as np
import pytest

from synthetic.rating.forms import FORMS
from synthetic.rating.process import calibrated
from synthetic.settings import SCENARIOS


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("scenario", sorted(SCENARIOS))
def test_expected_shares_of_right_and_assigned_levels_are_the_scenario_s(service, form, scenario):
    signals, wanted = service.ratings.signals, SCENARIOS[scenario].joint

    process = calibrated(FORMS[form], signals, SCENARIOS[scenario])
    scores = process.scores(signals)
    right = process.right_shares(scores)
    joint = np.einsum("nr,nra->ar", right, process.rating_shares(scores)) / len(right)

    assert joint == pytest.approx(wanted, abs=0.002)


def test_leaning_only_moves_ratings_downwards(service):
    signals = service.ratings.signals
    process = calibrated(FORMS["additive"], signals, SCENARIOS["realistic"])
    scores = process.scores(signals)

    plain, leaning = process.rating_shares(scores), process.rating_shares(scores, 1.0)

    assert (np.tril(leaning - plain, -1) >= -1e-12).all()
    assert (np.triu(leaning - plain, 0) <= 1e-12).all()
