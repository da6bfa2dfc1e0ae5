import pandas as pd
import pytest

from models.evaluation import report
from models.evaluation.learning_curve import COLUMNS, learning_curve
from tests.models.evaluation.made_up import also, fold_predictions, setup_of, world

AUDITS = pd.DataFrame({"person_id": ["Q1", "Q2", "Q3"], "known_on": pd.Timestamp("2025-06-01")})
PREDICTIONS = also(fold_predictions(world(cases=4000, seed=1)), practice_and_directions="random")
SETUP = setup_of(PREDICTIONS)


def learned(like: str, *, audits: int, folds=(0, 1, 2, 3)) -> pd.DataFrame:
    """What was learned from so many audits in these folds: what one of the candidates says."""
    rows = PREDICTIONS[PREDICTIONS["candidate"] == like]
    return rows[rows["fold"].isin(folds)].assign(
        audits=audits, chosen="prior_logistic", candidate="prior_logistic"
    )


NONE = learned("logistic", audits=0, folds=())


def test_each_number_of_audits_has_a_row_and_the_race_itself_is_the_last():
    fewer = pd.concat([learned("logistic", audits=250), learned("random", audits=50)])

    table = learning_curve(SETUP, fewer, AUDITS)

    assert table["audits"].tolist() == [50, 250, 3]
    assert table["chosen"].tolist() == ["prior_logistic", "prior_logistic", "logistic"]
    assert table["folds"].tolist() == [4, 4, 4]
    assert list(table) == COLUMNS


def test_the_last_row_is_the_chosen_candidate_as_metrics_tell_it():
    figures = report.metrics(SETUP)["under"]["logistic"]

    last = learning_curve(SETUP, NONE, AUDITS).iloc[-1]

    corrected = figures["precision_at_capacity_corrected"]
    assert [last["finds"], last["finds_low"]] == [corrected["value"], corrected["low"]]
    assert last["average_precision_high"] == figures["average_precision"]["high"]
    assert last["finds_found"] == corrected["positives"]


def test_the_same_order_learned_from_fewer_audits_has_the_same_figures_in_every_draw():
    table = learning_curve(SETUP, learned("logistic", audits=50), AUDITS)

    figures = [name for name in COLUMNS if name not in ("audits", "least_audits", "chosen")]
    assert table.loc[0, figures].equals(table.loc[1, figures])


def test_what_learned_nothing_gains_nothing_in_any_draw():
    table = learning_curve(SETUP, learned("random", audits=50), AUDITS)

    assert table.loc[0, ["gain", "gain_low", "gain_high"]].tolist() == [0.0, 0.0, 0.0]
    assert table.loc[1, "gain_low"] > 0


def test_a_number_that_some_folds_did_not_reach_rests_on_the_cases_of_those_that_did():
    table = learning_curve(SETUP, learned("logistic", audits=250, folds=(2, 3)), AUDITS)

    reached = SETUP.case_table["fold"].isin([2, 3]).sum()
    assert table["folds"].tolist() == [2, 4]
    assert table["cases"].tolist() == [reached, 4000]
    assert table.loc[0, "without_audits"] != table.loc[1, "without_audits"]


def test_too_few_audits_of_what_would_be_listed_read_so():
    few = world(cases=400, seed=1, audit_share=0.1)
    setup = setup_of(also(fold_predictions(few), practice_and_directions="random"))

    row = learning_curve(setup, NONE, AUDITS).iloc[0]

    assert row["finds"] is None
    assert row["finds_reason"].startswith("cannot tell: audits of these cases weigh as")


@pytest.mark.parametrize("unaudited", [PREDICTIONS.assign(audited=None), PREDICTIONS.iloc[:0]])
def test_without_audits_or_without_a_race_there_is_no_row(unaudited):
    table = learning_curve(setup_of(unaudited), NONE, AUDITS)

    assert table.empty
    assert list(table) == COLUMNS
