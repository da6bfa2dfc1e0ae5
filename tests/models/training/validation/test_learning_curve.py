import pandas as pd

from models.training.data.splits import Protocol, make_folds
from models.training.harm_weights import harm_weights
from models.training.validation.cross_validate import COLUMNS, CandidateSettings, run_folds
from models.training.validation.learning_curve import learning_curve
from tests.models.training import made_up

SETTINGS = CandidateSettings(
    ("unsupervised", "prior_logistic"), harm_weights(made_up.SCALE, {}), 0, (30, 10_000)
)


def test_a_size_beyond_the_audits_there_are_is_left_out():
    known = made_up.records(cases=400)
    folds = make_folds(known, Protocol(2, 1, 0.5, 0))

    curve = learning_curve(run_folds(known, folds, SETTINGS, 1), SETTINGS.candidates, known.scale)

    assert set(curve["audits"]) == {30}
    assert len(set(curve["chosen"])) == 1
    assert set(curve["candidate"]) == set(curve["chosen"])


def test_of_an_undated_source_only_the_first_repeat_runs_again_with_fewer():
    known = made_up.records(cases=200, has_dates=False)
    folds = make_folds(known, Protocol(2, 3, 0.5, 0))

    curve = learning_curve(run_folds(known, folds, SETTINGS, 1), SETTINGS.candidates, known.scale)

    assert set(curve["repeat"]) == {1}


def test_without_folds_the_curve_is_empty_and_keeps_its_columns():
    known = made_up.records(cases=20)

    curve = learning_curve(run_folds(known, [], SETTINGS, 1), SETTINGS.candidates, known.scale)

    assert len(curve) == 0
    assert list(curve) == ["audits", "chosen", *COLUMNS]
    assert isinstance(curve, pd.DataFrame)
