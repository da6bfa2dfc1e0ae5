import numpy as np

from models.training.learning_curve import learning_curve, thinned
from models.training.priority import harm_weights
from models.training.race import Entry
from models.training.splits import Protocol, make_folds
from tests.models.training import made_up

ENTRY = Entry(("practice", "few"), harm_weights(made_up.SCALE, {}), 0)


def test_with_fewer_audits_only_labels_go_and_every_rating_stays():
    known = made_up.records(cases=200)

    less = thinned(known, 20, 0)

    assert less.audited.sum() == 20
    assert len(less) == 200
    assert np.array_equal(less.right[less.audited], known.right[less.audited])


def test_a_size_beyond_the_audits_there_are_is_left_out():
    known = made_up.records(cases=400)
    folds = make_folds(known, Protocol(2, 1, 0.5, 0))

    curve = learning_curve(known, folds, ENTRY, [30, 10_000], 1)

    assert set(curve["audits"]) == {30}
    assert curve["chosen"].nunique() == 1
    assert set(curve["candidate"]) == set(curve["chosen"])


def test_without_folds_the_curve_is_empty_and_keeps_its_columns():
    curve = learning_curve(made_up.records(cases=20), [], ENTRY, [10], 1)

    assert len(curve) == 0
    assert {"audits", "chosen", "p_under"} <= set(curve.columns)
