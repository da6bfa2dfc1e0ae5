from dataclasses import replace

import numpy as np

from models.evaluation.runs.paired import listing_candidate, paired_figures
from models.evaluation.runs.record import RunRecord
from models.evaluation.setup import EvaluationSettings
from tests.models.evaluation.made_up import SOURCE, fold_predictions, world

SETTINGS = EvaluationSettings(capacity_share=0.05, draws=100, seed=1, floor_positives=10)


def record(cases, chosen="logistic", repeats=1):
    return RunRecord(
        source=SOURCE,
        params={},
        training={},
        metrics={"chosen": chosen},
        gate={},
        predictions=fold_predictions(cases, repeats=repeats),
        worklist=None,
    )


def test_a_better_model_is_seen_to_be_better_on_the_same_audits():
    cases = world(cases=3000, seed=1)
    noise = np.random.default_rng(2).random(3000)

    paired = paired_figures(record(cases.assign(chance=noise)), record(cases), SETTINGS)

    gain = paired["under"]["average_precision"].difference
    assert gain.low > 0.1
    assert gain.n == cases["audited"].sum()


def test_the_same_model_differs_by_nothing_even_over_repeats():
    cases = world(cases=1000, seed=1)

    paired = paired_figures(record(cases), record(cases, repeats=2), SETTINGS)

    assert paired["under"]["roc_auc"].difference.value == 0.0


def test_only_cases_that_both_runs_predicted_are_compared():
    cases = world(cases=2000, seed=1)

    paired = paired_figures(record(cases.iloc[:1200]), record(cases.iloc[400:]), SETTINGS)

    assert paired["under"]["roc_auc"].difference.n == cases["audited"].iloc[400:1200].sum()


def test_runs_that_share_no_case_are_not_paired():
    cases = world(cases=400, seed=1)

    assert paired_figures(record(cases.iloc[:200]), record(cases.iloc[200:]), SETTINGS) == {}


def test_predictions_that_were_not_kept_cannot_be_paired():
    now = record(world(cases=200, seed=1))

    assert paired_figures(replace(now, predictions=None), now, SETTINGS) == {}


def test_too_few_shared_audits_are_named_as_such():
    cases = world(cases=40, seed=1)

    paired = paired_figures(record(cases), record(cases), SETTINGS)

    assert paired["under"]["roc_auc"].difference.reason == "not enough evidence"


def test_what_makes_the_lists_is_the_choice_or_the_baseline_that_the_gate_names():
    run = record(world(cases=40, seed=1))

    assert listing_candidate(replace(run, gate={"used": "model"})) == "logistic"
    assert listing_candidate(replace(run, gate={"used": "rule_list"})) == "rule_list"
