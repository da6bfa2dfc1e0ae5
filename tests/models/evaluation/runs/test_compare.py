import pandas as pd

from models.evaluation.runs.compare import as_text, changes, data, lists, params
from models.evaluation.runs.record import RunRecord
from tests.models.evaluation.made_up import SOURCE

FIGURE = {"value": 0.4, "low": 0.3, "high": 0.5, "n": 90, "positives": 30}


def record(*, audited=100, listed=("A1", "A2"), source=SOURCE, **values):
    return RunRecord(
        source=source,
        params={"rank.seed": 1} | values,
        training={"counts": {"audited": audited, "learned_from": audited, "too_low": 20}},
        metrics={"under": {"prior_logistic": {"roc_auc": FIGURE}}, "chosen": "prior_logistic"},
        gate={"passed": True, "used": "model", "sentence": "The model makes the lists."},
        predictions=None,
        worklist=pd.DataFrame({"unit_id": "Hull", "assessment_id": listed}),
    )


def test_audits_and_the_share_too_low_stand_side_by_side():
    rows = data(record(), record(audited=160))

    assert ("audited", "100", "160", "+60") in rows
    assert ("share too low", "20.0%", "12.5%", "") in rows


def test_only_parameters_that_differ_are_named():
    before, now = record(), record(**{"train.folds": 3})

    assert params(before, now) == (("train.folds", "-", "3", "changed"),)
    assert params(before, before) == (("all", "", "", "unchanged"),)


def test_the_list_says_how_many_entered_left_and_stayed():
    rows = lists(record(listed=["A1", "A2"]), record(listed=["A2", "A3", "A4"]))

    assert rows == (("all teams", "2", "3", "2 entered, 1 left, 1 stayed"),)


def test_a_paired_difference_stands_beside_the_figures():
    text = as_text(changes(record(), record(), {"under": {"roc_auc": "+0.1 on 9 shared audits"}}))

    assert "roc auc        0.400 [0.300, 0.500]  0.400 [0.300, 0.500]  +0.1 on 9" in text


def test_another_source_is_not_compared():
    other = type(SOURCE)(name="other", title="", about="", scale=SOURCE.scale)

    text = as_text(changes(record(), record(source=other), {}))

    assert "another source: figures and lists are not compared" in text
    assert "entered" not in text
