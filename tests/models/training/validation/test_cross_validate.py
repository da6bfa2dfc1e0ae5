import numpy as np
import pandas as pd
import pytest

from models.training.data.splits import Protocol, make_folds
from models.training.priority import harm_weights
from models.training.validation.cross_validate import COLUMNS, CandidateSettings, choose, run_folds
from tests.models.training import made_up

ENTRY = CandidateSettings(("unsupervised", "prior_logistic"), harm_weights(made_up.SCALE, {}), 0)


@pytest.fixture(scope="module")
def run():
    known = made_up.records(cases=500, share=0.6)
    folds = make_folds(known, Protocol(2, 1, 0.5, 0))
    return known, folds, run_folds(known, folds, ENTRY, 1)


def test_every_entrant_is_asked_about_the_same_rows(run):
    _, folds, predictions = run

    asked = predictions.groupby("candidate")["assessment_id"].apply(tuple)

    assert len(set(asked)) == 1
    assert len(asked.iloc[0]) == sum(len(fold.test) for fold in folds)
    assert set(COLUMNS) <= set(predictions.columns)


def test_an_audit_weighs_the_inverse_of_its_chance_and_a_prompted_one_nothing(run):
    known, _, predictions = run
    rows = predictions[predictions["candidate"] == "prior_logistic"].set_index("assessment_id")
    prompted = set(known.table["assessment_id"][known.prompted])

    audited = rows[rows["audited"].notna()]
    apart = audited.index.isin(prompted)

    assert audited.loc[apart, "weight"].isna().all()
    assert np.allclose(audited.loc[~apart, "weight"], 1 / 0.6)
    assert rows.loc[rows["audited"].isna(), "weight"].isna().all()


def table(losses):
    """Predictions whose log losses differ as given: one row an audit and candidate."""
    rows = [
        {
            "repeat": 1,
            "fold": 1,
            "assessment_id": f"A{i}",
            "assigned": "low",
            "audited": "medium",
            "weight": 1.0,
            "candidate": name,
            "p_under": float(np.exp(-loss)),
        }
        for name, each in losses.items()
        for i, loss in enumerate(each)
    ]
    return pd.DataFrame(rows)


def test_of_candidates_that_cannot_be_told_apart_the_first_listed_is_chosen():
    near = table({"simple": [0.5, 0.6, 0.4, 0.5], "rich": [0.5, 0.5, 0.5, 0.49]})

    assert choose(near, ["simple", "rich"], made_up.SCALE)[0] == "simple"


def test_a_candidate_that_is_surely_better_is_chosen_though_listed_last():
    apart = table({"simple": [0.9, 1.0, 0.8, 0.9], "rich": [0.5, 0.5, 0.5, 0.5]})

    chosen, told = choose(apart, ["simple", "rich"], made_up.SCALE)

    assert chosen == "rich"
    assert [row["candidate"] for row in told] == ["simple", "rich"]
