from dataclasses import replace

import numpy as np
import pytest

from contracts.levels import Scale
from models.training.candidates.registry import CANDIDATES
from models.training.candidates.stacked_classifier import (
    Prepared,
    fit_candidates,
    fit_prepared,
)
from models.training.harm_weights import harm_weights
from models.training.published import published
from tests.models.training import made_up


@pytest.fixture(scope="module")
def known():
    return made_up.records(cases=500, share=0.8)


def test_chances_of_levels_add_up_and_agree_with_the_order_of_the_scale(known):
    model = fit_candidates(known, ["prior_logistic"], 0)["prior_logistic"]

    told = model.chances(known)

    assert np.allclose(told.sum(axis=1), 1)
    assert (told >= 0).all()


@pytest.mark.parametrize("levels", [2, 5, 9])
def test_any_scale_is_learned_and_its_ends_have_nowhere_further_to_go(levels):
    names = tuple(f"level {place}" for place in range(levels))
    scale = Scale(names, high_from=names[-1])
    known = made_up.records(cases=500, share=0.8, scale=scale)

    for model in fit_candidates(known, list(CANDIDATES), 0).values():
        chances = model.chances(known)
        told = published(chances, known, harm_weights(scale, {}))
        assert np.allclose(chances.sum(axis=1), 1)
        assert (chances >= 0).all()
        assert (told["p_under"][known.assigned == levels - 1] == 0).all()
        assert (told["p_over"][known.assigned == 0] == 0).all()
        assert (told["p_high"] <= told["p_under"] + (known.assigned == levels - 1) + 1e-9).all()
        assert told["p_under"][known.under == 1].mean() > told["p_under"][known.under == 0].mean()


def test_a_rating_at_the_top_is_never_too_low(known):
    model = fit_candidates(known, ["prior_logistic"], 0)["prior_logistic"]

    told = model.chances(known)[known.assigned == 2]

    assert np.allclose(told[:, 2], 1 - told[:, :2].sum(axis=1))
    assert (model.under.chance(model.design.matrix(known)) > 0).any()


def test_every_candidate_finds_more_than_chance(known):
    fitted = fit_candidates(known, list(CANDIDATES), 0)
    under = known.under == 1

    for model in fitted.values():
        told = model.chances(known)
        up = np.array(
            [row[int(a) + 1 :].sum() for row, a in zip(told, known.assigned, strict=True)]
        )
        assert up[under].mean() > up[known.audited & ~under].mean()


def test_audits_prompted_by_a_further_offence_are_not_learned_from(known):
    spoilt = replace(known, right=np.where(known.prompted, 2.0, known.right))

    one, other = (
        fit_candidates(each, ["prior_logistic"], 0)["prior_logistic"] for each in (known, spoilt)
    )

    assert one.under.calibrator.intercept == other.under.calibrator.intercept


def test_the_function_that_is_judged_is_the_one_that_serves(known):
    prepared = Prepared.of(known, 0)

    one = fit_prepared(prepared, ["prior_logistic"], 0)["prior_logistic"].chances(known)
    other = fit_candidates(known, ["prior_logistic"], 0)["prior_logistic"].chances(known)

    assert np.array_equal(one, other)


def test_without_labels_only_common_practice_speaks(known):
    bare = known.without_labels_after(np.datetime64("2000-01-01", "us"))

    model = fit_candidates(bare, ["unsupervised"], 0)["unsupervised"]

    assert model.under.calibrator.intercept == 0.0
    assert len(model.chances(bare)) == len(bare)
