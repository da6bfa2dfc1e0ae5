from dataclasses import replace
from unittest.mock import Mock

import numpy as np
import pytest

from models.training.baselines import cleanlab
from models.training.baselines.baselines import fit_baselines, orders
from models.training.candidates.stacked_classifier import Prepared
from tests.models.training import made_up


@pytest.fixture(scope="module")
def records():
    table = made_up.records(cases=400, share=0.7)
    table.table["da_enquiry_missing_when_needed"] = table.table["check_missing"]
    return table


def rank(records):
    prepared = Prepared.of(records, 0)
    return fit_baselines(prepared).rank(records, prepared.design, prepared.matrix, 3)


@pytest.fixture(scope="module")
def rankings(records):
    return rank(records)


def test_every_baseline_ranks_every_row(rankings, records):
    named = {"random", "base_rate", "officers_undirected", "officers_directed", "rule_list"}

    assert named | {"declared_directions", "practice_and_directions", "plain_ridge"} <= set(
        rankings
    )
    for ranking in rankings.values():
        assert np.isfinite(ranking.priority).all()
        assert len(ranking.priority) == len(records)


def test_the_rule_list_counts_signs_and_passes_over_the_top_level(rankings, records):
    count = rankings["rule_list"].priority

    top = records.assigned == 2
    missing = records.table["check_missing"].to_numpy()
    assert (count[top] == 0).all()
    assert np.array_equal(count[~top], missing[~top])


def test_the_directed_norm_finds_more_than_the_undirected(rankings, records):
    under = records.under == 1
    other = records.audited & ~under

    def ranked_above(name):
        score = rankings[name].priority
        return (score[under][:, None] > score[other][None, :]).mean()

    assert ranked_above("officers_directed") > ranked_above("officers_undirected")


def test_base_rates_are_those_of_audits_drawn_a_little_together(rankings, records):
    rate = rankings["base_rate"]

    assert len(np.unique(rate.priority)) == 3
    assert (rate.p_under[records.assigned == 2] == 0).all()


@pytest.mark.parametrize(
    ("audits", "expected"),
    [(0, (0.0, 0.0)), (1, (1.0, 1.0)), (2, ((2 + 4) / (2 + 4), 1.0))],
)
def test_of_hardly_any_audit_the_base_rate_is_the_overall_share(audits, expected):
    records = made_up.records(cases=200, share=0.7)
    learnable = records.learnable & (records.assigned == 0) & (records.under == 1)
    low = np.flatnonzero(learnable)[:audits]
    right = np.full(200, np.nan)
    right[low] = records.right[low]

    rate = rank(replace(records, right=right))["base_rate"].priority

    assert rate[records.assigned == 0][0] == pytest.approx(expected[0])
    assert rate[records.assigned == 1][0] == pytest.approx(expected[1])


def test_orders_carry_every_baseline_by_name(rankings, records):
    table = orders(rankings, records)

    assert list(table["assessment_id"]) == sorted(table["assessment_id"])
    assert set(table.columns) - {"assessment_id"} == {f"priority_{name}" for name in rankings}


def test_a_label_noise_tool_joins_where_it_is_installed(records, monkeypatch):
    monkeypatch.setattr(cleanlab, "find_spec", lambda _: None)

    without = rank(records)
    monkeypatch.setattr(cleanlab, "is_installed", lambda: True)
    orders = {"cleanlab_order": np.arange(len(records), dtype=float)}
    monkeypatch.setattr(cleanlab, "orders", lambda *_: orders)

    assert not [name for name in without if name.startswith("cleanlab")]
    assert rank(records)["cleanlab_order"].priority.tolist() == list(range(len(records)))


def test_a_single_score_that_could_not_be_learned_puts_nobody_before_another(records):
    prepared = Prepared.of(records, 0)
    scores = {"none": None, "known": Mock(chance=lambda _: np.full(len(records), 0.25))}
    fitted = replace(fit_baselines(prepared), single_scores=scores)

    rankings = fitted.rank(records, prepared.design, prepared.matrix, 3)

    assert set(rankings["single_none"].priority) == {0.0}
    assert set(rankings["single_known"].priority) == {0.25}
