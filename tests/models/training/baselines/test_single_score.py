from dataclasses import replace

import numpy as np

from models.training.baselines.single_score import fit_single_score
from tests.models.training import made_up


def test_the_chance_rises_with_a_score_that_audits_bear_out():
    records = made_up.records(cases=600, share=0.9)
    missing = records.table["check_missing"] == 1
    medium = records.assigned == 1

    chance = fit_single_score(records, "check_missing").chance(records)

    assert chance[medium & missing].min() > chance[medium & ~missing].max()


def test_a_rating_that_cannot_be_too_low_has_no_chance():
    records = made_up.records(cases=200, share=0.9)

    chance = fit_single_score(records, "severity").chance(records)

    assert (chance[records.assigned == 2] == 0).all()


def test_a_blank_counts_as_the_median():
    records = made_up.records(cases=200, share=0.9)
    score = fit_single_score(records, "severity")
    filled = records.table.assign(severity=records.table["severity"].fillna(score.median))

    assert np.array_equal(
        score.chance(records), score.chance(replace(records, table=filled)), equal_nan=True
    )


def test_nothing_is_fitted_where_audits_say_the_same_of_all():
    records = made_up.records(cases=200, share=0.9)
    agreed = replace(records, right=np.where(records.audited, records.assigned, np.nan))

    assert fit_single_score(agreed, "severity") is None


def test_no_records_have_no_chances():
    records = made_up.records(cases=200, share=0.9)

    score = fit_single_score(records, "severity")

    assert len(score.chance(records.take(np.zeros(200, dtype=bool)))) == 0
