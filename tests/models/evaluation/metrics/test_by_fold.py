import numpy as np
import pandas as pd
import pytest

from models.evaluation.metrics.by_fold import by_fold
from models.evaluation.metrics.metrics import measure
from models.evaluation.predictions.entrants import Entrants
from models.evaluation.setup import Settings, set_up
from tests.models.evaluation import made_up


def figure(table, metric, **where):
    kept = table[table["metric"] == metric]
    for column, value in where.items():
        kept = kept[kept[column] == value]
    return kept.iloc[0]


def test_every_fold_of_every_named_candidate_has_its_own_figures():
    marked = made_up.race_of(made_up.world(cases=2000, seed=1), repeats=2)

    told = by_fold(marked, ["logistic", "random"])

    assert told["candidate"].unique().tolist() == ["logistic", "random"]
    folds = told[told["candidate"] == "logistic"][["repeat", "fold"]].drop_duplicates()
    assert folds.to_numpy().tolist() == [[r, f] for r in range(2) for f in range(4)]


def test_counts_of_folds_add_up_to_those_of_the_race():
    world = made_up.world(cases=2000, seed=1)

    told = by_fold(made_up.race_of(world), ["logistic"]).drop_duplicates(["repeat", "fold"])

    assert told["cases"].sum() == 2000
    assert told["audits"].sum() == world["audited"].sum()
    assert told["finds"].sum() == (world["audited"] & (world["right"] == "high")).sum()
    assert set(told["cut_off"]) == {pd.Timestamp("2026-01-01")}


def test_a_race_of_one_fold_has_the_figures_of_the_whole_race():
    predictions = made_up.fold_predictions(made_up.world(cases=1500, seed=2)).assign(fold=1)
    settings = Settings(capacity_share=0.05, draws=50, seed=1, floor_positives=10)
    standing = Entrants.of(made_up.TRAINING)
    marked = set_up(predictions, standing, source=made_up.SOURCE, settings=settings)
    heat = marked.heats["under"]

    told = by_fold(marked, ["logistic"])

    whole = measure(heat.field, heat.views["logistic"], marked.plan)
    for row in told.to_dict("records"):
        assert row["value"] == whole[row["metric"]].value
        assert (row["low"], row["high"]) == (whole[row["metric"]].low, whole[row["metric"]].high)


def test_audits_picked_by_unequal_chances_are_told_weighted_too():
    marked = made_up.race_of(made_up.world(cases=3000, seed=3, biased=True))

    told = by_fold(marked, ["logistic"])

    plain = figure(told, "brier", fold=0)
    weighted = figure(told, "brier_weighted", fold=0)
    assert plain["value"] != weighted["value"]
    assert plain["low"] < plain["value"] < plain["high"]


def test_a_candidate_that_claims_no_chances_has_no_log_loss():
    marked = made_up.race_of(made_up.world(cases=1000, seed=4))

    told = by_fold(marked, ["random"])

    claimed = {name.removesuffix("_weighted") for name in told["metric"]}
    assert claimed == {"average_precision", "precision_at_capacity"}


def test_a_fold_with_few_finds_says_so_in_place_of_a_figure():
    marked = made_up.race_of(made_up.world(cases=200, seed=5, audit_share=0.1))

    told = by_fold(marked, ["logistic"])

    assert set(told["reason"]) == {"not enough evidence"}
    assert told["value"].isna().all()


@pytest.mark.parametrize("candidates", [[], ["unknown"]])
def test_nobody_named_gives_no_rows_and_all_columns(candidates):
    marked = made_up.race_of(made_up.world(cases=200, seed=5))

    told = by_fold(marked, candidates)

    assert not len(told)
    assert {"candidate", "fold", "metric", "value"} <= set(told.columns)


def test_the_race_is_left_as_it_was():
    marked = made_up.race_of(made_up.world(cases=500, seed=6), repeats=2)
    before = marked.heats["under"].field.repeat.copy()

    by_fold(marked, ["logistic"])

    assert np.array_equal(marked.heats["under"].field.repeat, before)
