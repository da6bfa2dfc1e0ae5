import numpy as np
import pandas as pd
import pytest

from models.evaluation.metrics.by_fold import by_fold
from models.evaluation.metrics.metrics import measure
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.setup import EvaluationSettings, set_up
from tests.models.evaluation import made_up


def figure(table, metric, **where):
    kept = table[table["metric"] == metric]
    for column, value in where.items():
        kept = kept[kept[column] == value]
    return kept.iloc[0]


def test_every_fold_of_every_named_candidate_has_its_own_figures():
    setup = made_up.race_of(made_up.world(cases=2000, seed=1), repeats=2)

    table = by_fold(setup, ["logistic", "random"])

    assert table["candidate"].unique().tolist() == ["logistic", "random"]
    folds = table[table["candidate"] == "logistic"][["repeat", "fold"]].drop_duplicates()
    assert folds.to_numpy().tolist() == [[r, f] for r in range(2) for f in range(4)]


def test_counts_of_folds_add_up_to_those_of_the_race():
    world = made_up.world(cases=2000, seed=1)

    table = by_fold(made_up.race_of(world), ["logistic"]).drop_duplicates(["repeat", "fold"])

    assert table["cases"].sum() == 2000
    assert table["audits"].sum() == world["audited"].sum()
    assert table["finds"].sum() == (world["audited"] & (world["right"] == "high")).sum()
    assert set(table["cut_off"]) == {pd.Timestamp("2026-01-01")}


def test_a_race_of_one_fold_has_the_figures_of_the_whole_race():
    predictions = made_up.fold_predictions(made_up.world(cases=1500, seed=2)).assign(fold=1)
    settings = EvaluationSettings(capacity_share=0.05, draws=50, seed=1, floor_positives=10)
    entrants = Entrants.of(made_up.TRAINING)
    setup = set_up(predictions, entrants, source=made_up.SOURCE, settings=settings)
    results = setup.targets["under"]

    table = by_fold(setup, ["logistic"])

    whole = measure(results.cases, results.views["logistic"], setup.plan)
    for row in table.to_dict("records"):
        assert row["value"] == whole[row["metric"]].value
        assert (row["low"], row["high"]) == (whole[row["metric"]].low, whole[row["metric"]].high)


def test_audits_picked_by_unequal_chances_are_told_weighted_too():
    setup = made_up.race_of(made_up.world(cases=3000, seed=3, biased=True))

    table = by_fold(setup, ["logistic"])

    plain = figure(table, "brier", fold=0)
    weighted = figure(table, "brier_weighted", fold=0)
    assert plain["value"] != weighted["value"]
    assert plain["low"] < plain["value"] < plain["high"]


def test_a_candidate_that_claims_no_chances_has_no_log_loss():
    setup = made_up.race_of(made_up.world(cases=1000, seed=4))

    table = by_fold(setup, ["random"])

    probability = {name.removesuffix("_weighted") for name in table["metric"]}
    assert probability == {"average_precision", "precision_at_capacity"}


def test_a_fold_with_few_finds_says_so_in_place_of_a_figure():
    setup = made_up.race_of(made_up.world(cases=200, seed=5, audit_share=0.1))

    table = by_fold(setup, ["logistic"])

    assert set(table["reason"]) == {"not enough evidence"}
    assert table["value"].isna().all()


@pytest.mark.parametrize("candidates", [[], ["unknown"]])
def test_nobody_named_gives_no_rows_and_all_columns(candidates):
    setup = made_up.race_of(made_up.world(cases=200, seed=5))

    table = by_fold(setup, candidates)

    assert not len(table)
    assert {"candidate", "fold", "metric", "value"} <= set(table.columns)


def test_the_race_is_left_as_it_was():
    setup = made_up.race_of(made_up.world(cases=500, seed=6), repeats=2)
    before = setup.targets["under"].cases.repeat.copy()

    by_fold(setup, ["logistic"])

    assert np.array_equal(setup.targets["under"].cases.repeat, before)
