from dataclasses import replace

import numpy as np
import pytest

from models.training.candidates.stacked_classifier import Prepared
from models.training.data.splits import Protocol, make_folds
from models.training.harm_weights import harm_weights
from models.training.validation.cross_validate import COLUMNS, CandidateSettings, run_folds
from tests.models.training import made_up

SETTINGS = CandidateSettings(("unsupervised", "prior_logistic"), harm_weights(made_up.SCALE, {}), 0)


@pytest.fixture(scope="module")
def run():
    known = made_up.records(cases=500, share=0.6)
    folds = make_folds(known, Protocol(2, 1, 0.5, 0))
    return known, folds, run_folds(known, folds, SETTINGS, 1)


def test_every_entrant_is_asked_about_the_same_rows(run):
    _, folds, predictions = run

    asked = predictions.groupby("candidate")["assessment_id"].apply(tuple)

    assert len(set(asked)) == 1
    assert len(asked.iloc[0]) == sum(len(fold.test) for fold in folds)
    assert set(COLUMNS) <= set(predictions.columns)


def test_an_audit_counts_by_the_inverse_of_its_chance_and_a_prompted_one_not_at_all(run):
    known, _, predictions = run
    rows = predictions[predictions["candidate"] == "prior_logistic"].set_index("assessment_id")
    prompted = set(known.table["assessment_id"][known.prompted])

    audited = rows[rows["audited"].notna()]
    apart = audited.index.isin(prompted)

    assert audited.loc[apart, "weight"].isna().all()
    assert np.allclose(audited.loc[~apart, "weight"], 1 / 0.6)
    assert rows.loc[rows["audited"].isna(), "weight"].isna().all()


def test_where_parts_share_prior_columns_no_label_of_a_part_reaches_its_own_predictions():
    known = made_up.records(cases=200, share=1.0, has_dates=False, fully_audited=True)
    [fold, *_] = make_folds(known, Protocol(2, 1, 0.5, 0))
    right = known.right.copy()
    right[fold.test] = 2.0 - right[fold.test]
    others = replace(known, right=right)

    one, other = (
        run_folds(records, [fold], SETTINGS, 1, Prepared.of(records, 0))
        for records in (known, others)
    )

    assert not one["audited"].equals(other["audited"])
    assert one["priority"].equals(other["priority"])
    assert one["p_under"].equals(other["p_under"])
