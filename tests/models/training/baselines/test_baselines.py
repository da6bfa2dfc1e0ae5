import numpy as np
import pytest

from models.training.baselines import cleanlab
from models.training.baselines.baselines import Trial, priorities, rankings
from models.training.candidates.stacked_classifier import Prepared
from tests.models.training import made_up


@pytest.fixture(scope="module")
def trial():
    known = made_up.records(cases=400, share=0.7)
    known.table["da_enquiry_missing_when_needed"] = known.table["check_missing"]
    prepared = Prepared.of(known, 0)
    return Trial(prepared, known, prepared.matrix, 3)


def test_every_baseline_ranks_every_row(trial):
    told = rankings(trial)

    named = {"random", "base_rate", "officers_undirected", "officers_directed", "rule_list"}
    assert named | {"declared_directions", "practice_and_directions"} <= set(told)
    for ranking in told.values():
        assert np.isfinite(ranking.priority).all()
        assert len(ranking.priority) == len(trial.asked)


def test_the_rule_list_counts_signs_and_passes_over_the_top_level(trial):
    told = rankings(trial)["rule_list"].priority

    top = trial.asked.assigned == 2
    missing = trial.asked.table["check_missing"].to_numpy()
    assert (told[top] == 0).all()
    assert np.array_equal(told[~top], missing[~top])


def test_the_directed_norm_finds_more_than_the_undirected(trial):
    told = rankings(trial)
    under = trial.asked.under == 1
    other = trial.asked.audited & ~under

    def apart(name):
        score = told[name].priority
        return (score[under][:, None] > score[other][None, :]).mean()

    assert apart("officers_directed") > apart("officers_undirected")


def test_level_rates_are_those_of_audits_drawn_a_little_together(trial):
    told = rankings(trial)["base_rate"]

    assert len(np.unique(told.priority)) == 3
    assert (told.p_under[trial.asked.assigned == 2] == 0).all()


def test_fallback_orders_carry_every_baseline_by_name(trial):
    made = priorities(trial)

    assert list(made["assessment_id"]) == sorted(made["assessment_id"])
    assert set(made.columns) - {"assessment_id"} == {f"priority_{n}" for n in rankings(trial)}


def test_a_label_noise_tool_joins_where_it_is_installed(trial, monkeypatch):
    monkeypatch.setattr(cleanlab, "find_spec", lambda _: None)

    without = rankings(trial)

    assert not [name for name in without if name.startswith("cleanlab")]
