import numpy as np
import pytest

from models.evaluation.predictions.arrays import View, lay_out, target_cases, view_of
from models.evaluation.predictions.targets import targets_of
from tests.models.evaluation.made_up import ROSH, fold_predictions, world

UNDER, OVER, _ = targets_of(ROSH)


def test_every_candidate_is_laid_out_on_the_same_cases_whatever_their_order():
    cases = world(cases=40, seed=1)
    shuffled = fold_predictions(cases).sample(frac=1, random_state=3)

    race = lay_out(shuffled)

    by_id = cases.set_index("assessment_id")["chance"]
    expected = race.case_table["assessment_id"].map(by_id)
    assert race.predictions["logistic"]["p_under"].tolist() == expected.tolist()
    assert race.people.nunique() == 20


def test_a_candidate_asked_about_other_cases_is_no_rival():
    predictions = fold_predictions(world(cases=40, seed=1)).iloc[1:]

    with pytest.raises(ValueError, match="not the same cases for every candidate"):
        lay_out(predictions)


def test_a_candidate_that_claims_no_chance_is_sorted_by_its_priority():
    predicted = lay_out(fold_predictions(world(cases=40, seed=1))).predictions["rule_list"]

    view = view_of(predicted, UNDER)

    assert view.probability is None
    assert view.score.tolist() == predicted["priority"].tolist()


def test_a_priority_says_nothing_of_ratings_too_high():
    predicted = lay_out(fold_predictions(world(cases=40, seed=1))).predictions["rule_list"]

    assert view_of(predicted, OVER) is None


def test_a_case_without_a_person_is_one_of_its_own():
    predictions = fold_predictions(world(cases=40, seed=1)).assign(person_id=None)

    race = lay_out(predictions)

    assert race.people.nunique() == 40
    assert len(np.unique(target_cases(race, UNDER).person)) == 40


def test_a_weight_without_an_audit_counts_for_nothing():
    predictions = fold_predictions(world(cases=40, seed=1)).assign(weight=2.0)

    cases = target_cases(lay_out(predictions), UNDER)

    assert (cases.weighted == cases.audited).all()


def test_a_part_of_a_view_keeps_its_probabilities():
    part = View(np.array([1.0, 2.0]), np.array([0.1, 0.2])).where(np.array([False, True]))

    assert (part.score.tolist(), part.probability.tolist()) == ([2.0], [0.2])
