import numpy as np
import pandas as pd
import pytest

from features.catalogue import catalogue
from features.registry import THEMES
from models.training.data.records import FeatureList, assemble
from tests.models.training import made_up


def test_rows_stand_in_the_order_of_their_ids_whatever_the_order_of_the_input():
    features, audits = made_up.tables(cases=20)
    turned = assemble(
        features.iloc[::-1],
        audits=audits.iloc[::-1],
        catalogue=made_up.CATALOGUE,
        source=made_up.SOURCE,
    )

    straight = made_up.records(cases=20)

    assert list(turned.table["assessment_id"]) == list(straight.table["assessment_id"])
    assert np.array_equal(turned.right, straight.right, equal_nan=True)


def test_the_norm_may_not_read_what_restates_the_rating_and_knows_what_tells_of_practice():
    listed = FeatureList.from_catalogue(made_up.CATALOGUE)

    assert "above_rating" not in listed.readable
    assert listed.practice == ("check_missing",)


def test_the_predictors_of_probation_records_are_scores_that_may_stand_alone():
    listed = FeatureList.from_catalogue(catalogue(THEMES, as_of="signature", filled={}))

    assert listed.scores == (
        "serious_recidivism_pct",
        "serious_violence_pct",
        "violence_pct",
        "reoffending_pct",
    )


@pytest.mark.parametrize("unit", ["per cent", "percent", "%", "Per cent of capacity"])
def test_a_percentage_is_a_score_however_its_unit_is_spelt(unit):
    severity, *others = made_up.CATALOGUE

    listed = FeatureList.from_catalogue([{**severity, "unit": unit}, *others])

    assert listed.scores == ("severity",)


def test_of_two_audits_of_one_assessment_the_first_completed_counts():
    features, _ = made_up.tables(cases=4)
    audits = pd.DataFrame(
        {
            "audit_id": ["Q2", "Q1"],
            "assessment_id": ["A0000", "A0000"],
            "audited_rosh": ["low", "high"],
            "audit_completed_date": pd.to_datetime(["2025-06-02", "2025-06-01"]),
        }
    )

    joined = assemble(features, audits=audits, catalogue=made_up.CATALOGUE, source=made_up.SOURCE)

    assert joined.right[0] == 2.0
    assert joined.audited.sum() == 1


def test_a_label_is_not_there_before_the_day_it_became_known():
    known = made_up.records(cases=100)
    cut = np.datetime64("2025-05-01", "us")

    then = known.without_labels_after(cut)

    assert (then.known_on[then.audited] <= cut).all()
    assert then.audited.sum() < known.audited.sum()
