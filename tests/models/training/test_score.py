from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from contracts.errors import InputError
from models.training.baselines.baselines import fit_baselines
from models.training.candidates.stacked_classifier import Prepared, fit_candidates
from models.training.harm_weights import harm_weights
from models.training.score import (
    Scope,
    ToScore,
    check_as_of,
    fallback,
    in_scope,
    retrospective,
    retrospective_fallback,
    score,
)
from tests.models.training import made_up

WEIGHTS = harm_weights(made_up.SCALE, {})
SCOPE = Scope(max_age_weeks=20, latest_only=True, other_as_of=False)


@pytest.fixture(scope="module")
def known():
    return made_up.records(cases=400, run_date=pd.Timestamp("2026-02-05").date())


@pytest.fixture(scope="module")
def model(known):
    return fit_candidates(known, ["prior_logistic"], 0)["prior_logistic"]


def to_score(records, model):
    return ToScore(records, model.design.matrix(records))


def test_in_scope_are_recent_latest_ratings_that_nobody_audited(known):
    kept = in_scope(known, SCOPE)

    table = known.table[kept]
    assert not known.audited[kept].any()
    assert table["person_id"].is_unique
    assert table["assessment_date"].min() >= pd.Timestamp("2026-02-05") - pd.Timedelta(weeks=20)


def test_a_score_carries_a_chance_of_each_level_and_what_follows_from_them(known, model):
    scored = score(to_score(known, model), model, WEIGHTS, audits_used=10)

    levels = scored[["p_level_low", "p_level_medium", "p_level_high"]].sum(axis=1)
    assert np.allclose(levels, 1)
    assert (scored.loc[scored["assigned"] == "high", "p_under"] == 0).all()
    assert list(scored["assessment_id"]) == sorted(scored["assessment_id"])


def test_without_audits_no_chance_is_claimed_and_the_order_is_departure(known, model):
    scored = score(to_score(known, model), model, WEIGHTS, audits_used=0)

    assert scored[["p_under", "p_over", "p_high", "p_level_low"]].isna().all(axis=None)
    assert (scored.loc[scored["assigned"] == "high", "priority"] == 0).all()
    assert set(scored["model"]) == {"unsupervised"}


def test_features_as_of_another_moment_are_refused_unless_the_scope_allows_it(known):
    with pytest.raises(InputError, match=r"as of 'run_date'.*as of 'signature'"):
        check_as_of(known, "run_date", SCOPE)

    check_as_of(known, "run_date", replace(SCOPE, other_as_of=True))


def test_every_baseline_has_an_order_to_fall_back_on(known, model):
    live = known.take(in_scope(known, SCOPE))

    table = fallback(to_score(live, model), model, fit_baselines(Prepared.of(known, 0)), 0)

    assert len(table) == len(live)
    assert {"priority_random", "priority_base_rate"} <= set(table.columns)


def test_a_wholly_audited_source_is_scored_by_the_mean_of_its_repeats(known):
    two = known.take(np.array([0, 1]))
    ids = list(two.table["assessment_id"])
    chances = {"p_level_low": 0.5, "p_level_medium": 0.5, "p_level_high": 0.0, "priority": 0.5}
    rows = [{"assessment_id": i, "candidate": "prior_logistic"} | chances for i in ids * 2]
    rows += [
        {"assessment_id": i, "candidate": "random", "priority": p} for i in ids for p in (0, 1)
    ]

    out_of_fold = pd.DataFrame(rows)

    assert set(retrospective(two, out_of_fold, WEIGHTS)["model"]) == {
        "prior_logistic, retrospective"
    }
    assert list(retrospective_fallback(out_of_fold)["priority_random"]) == [0.5, 0.5]


def test_where_nothing_is_in_scope_scores_and_fallbacks_have_no_rows(known, model):
    nothing = known.take(np.zeros(len(known), dtype=bool))
    fitted = fit_baselines(Prepared.of(known, 0))

    assert len(score(to_score(nothing, model), model, WEIGHTS, audits_used=10)) == 0
    assert len(fallback(to_score(nothing, model), model, fitted, 0)) == 0
