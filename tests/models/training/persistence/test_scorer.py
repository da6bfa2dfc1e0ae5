import numpy as np
import pytest

from contracts.errors import InputError
from models.training.candidates.stacked_classifier import fit_candidates
from models.training.data.encoding import model_input
from models.training.persistence.estimator import as_estimator
from models.training.persistence.scorer import Scorer
from tests.models.training import made_up


@pytest.fixture(scope="module")
def records():
    return made_up.records(cases=400, share=0.8)


@pytest.fixture(scope="module", params=["prior_logistic", "stacked"])
def model(request, records):
    return fit_candidates(records, [request.param], 0)[request.param]


@pytest.fixture(scope="module")
def scorer(model):
    return Scorer.of(model, made_up.SCALE.levels)


def test_a_row_with_its_person_gets_the_chance_that_lists_show(records, model, scorer):
    chances = model.chances(records)
    above = np.arange(3)[None, :] > records.assigned[:, None]

    scored = scorer.predict_proba(records.table)[:, 1]

    assert np.allclose(scored, np.where(above, chances, 0.0).sum(axis=1), rtol=0, atol=1e-9)


def test_without_a_person_it_is_the_mean_of_all_folds(records, model, scorer):
    mean = as_estimator(model).predict_proba(model_input(records))[:, 1]
    below_top = records.assigned < 2

    without = scorer.predict_proba(records.table.drop(columns="person_id"))[:, 1]
    blank = scorer.predict_proba(records.table.assign(person_id=None))[:, 1]

    assert np.allclose(without[below_top], mean[below_top])
    assert np.allclose(blank, without)


def test_a_rating_at_the_top_cannot_be_too_low(records, scorer):
    top = records.table[records.assigned == 2]

    assert scorer.predict_proba(top)[:, 1].max() == 0.0


def test_neither_the_order_of_columns_nor_of_rows_matters_and_others_are_not_read(records, scorer):
    rows = records.table.iloc[:20]
    turned = rows.iloc[::-1, ::-1].assign(postcode="not read")

    assert np.allclose(scorer.predict_proba(turned)[::-1], scorer.predict_proba(rows), atol=1e-12)


def test_no_rows_have_no_chances(records, scorer):
    assert scorer.predict_proba(records.table.head(0)).shape == (0, 2)


def test_a_missing_column_is_named(records, scorer):
    with pytest.raises(InputError) as refused:
        scorer.predict_proba(records.table.drop(columns=["severity", "place"]))

    assert refused.value.faults == [
        "there is no column 'severity'",
        "there is no column 'place'",
    ]
    assert "run.features()" in str(refused.value)
