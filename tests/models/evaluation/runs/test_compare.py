import dataclasses

import pandas as pd

from models.evaluation.estimation.estimate import Figure
from models.evaluation.runs.compare import changes, data, gate, lists, params
from models.evaluation.runs.paired import PairedFigure
from models.evaluation.runs.record import RunRecord
from models.evaluation.runs.show import as_text
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


PAIRED = PairedFigure(
    before=Figure(0.5, 0.4, 0.6, 90, 30),
    now=Figure(0.6, 0.5, 0.7, 90, 30),
    difference=Figure(0.1, 0.02, 0.18, 90, 30),
)


def test_both_figures_and_their_difference_are_of_the_same_cases():
    text = as_text(changes(record(), record(), {"under": {"roc_auc": PAIRED}}, {}))

    title, row = (line.strip() for line in text.split("\n") if "both" in line or "+0.1" in line)
    assert title.endswith("on the 90 audited cases that both predicted")
    figures = "roc auc 0.500 [0.400, 0.600] 0.600 [0.500, 0.700] +0.100 [+0.020, +0.180]"
    assert " ".join(row.split()) == figures


def test_figures_that_are_not_paired_stand_apart_and_are_named_so():
    text = as_text(changes(record(), record(), {}, {}))

    assert "prior_logistic now; each on all its own cases, not paired" in text
    assert "both predicted" not in text


def test_under_comes_first_and_what_is_not_paired_after_all_that_is():
    figures = record().metrics["under"]
    metrics = {"over": figures, "medium_to_high": figures, "under": figures}
    now = dataclasses.replace(record(), metrics=metrics | {"chosen": "prior_logistic"})
    chosen = {key: {"roc_auc": PAIRED} for key in metrics}

    titles = [block.title for block in changes(now, now, chosen, {})]

    targets = [title.split(":")[0] for title in titles if ":" in title]
    assert targets == ["under", "medium_to_high", "over"] * 2
    assert ["not paired" in title for title in titles if ":" in title] == [False] * 3 + [True] * 3


def test_what_makes_the_lists_is_compared_where_it_is_not_the_choice():
    before = record()
    now = dataclasses.replace(record(), gate=record().gate | {"used": "rule_list"})

    text = as_text(changes(before, now, {}, {"under": {"roc_auc": PAIRED}}))

    assert "what makes the lists: prior_logistic before, rule_list now; on the 90" in text
    assert "what makes the lists prior_logistic rule_list" in " ".join(text.split())


def test_another_source_is_not_compared():
    other = type(SOURCE)(name="other", title="", about="", scale=SOURCE.scale)

    text = as_text(changes(record(), record(source=other), {}, {}))

    assert "another source: figures and lists are not compared" in text
    assert "entered" not in text


def test_figures_that_are_not_paired_stand_before_and_now():
    before = record()
    now = dataclasses.replace(
        record(),
        metrics={
            "under": {"prior_logistic": {"roc_auc": FIGURE | {"value": 0.7}}},
            "chosen": "prior_logistic",
        },
    )

    text = " ".join(as_text(changes(before, now, {}, {})).split())

    assert text.index("0.400") < text.index("0.700")


def test_a_verdict_that_is_another_one_is_said_to_have_changed():
    passed = record()
    failed = dataclasses.replace(passed, gate=passed.gate | {"passed": False, "used": "random"})

    assert gate(passed, failed)[:2] == (
        ("verdict", "passed", "not passed", "changed"),
        ("what makes the lists", "prior_logistic", "random", ""),
    )
    assert gate(failed, failed)[0] == ("verdict", "not passed", "not passed", "")
