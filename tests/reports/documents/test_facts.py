"""Facts that documents repeat: counts rounded, figures with ranges, no count in a sentence."""

from dataclasses import replace

from reports.documents.facts import characteristics, gate_sentence, learned_from, performance
from tests.made_up_disclosure import RULES
from tests.reports.made_up import evidence


def test_counts_of_records_are_rounded_and_only_those_given_stand():
    inputs = replace(evidence(n=50), training={"counts": {"assessments": 60_002, "at_random": 3}})

    assert learned_from(inputs, RULES).rows == (
        ("Assessments", "60,000"),
        ("Audits picked at random", "~"),
    )


def test_figures_of_the_chosen_candidate_have_ranges_or_a_reason():
    figures = {
        "precision_at_capacity": {"value": 0.614, "low": 0.55, "high": 0.671},
        "roc_auc": {"value": None, "reason": "not enough evidence"},
    }
    metrics = {"under": {"boosted": figures, "stacked": {}}}
    inputs = replace(evidence(n=50), training={"chosen": "boosted"}, metrics=metrics)

    assert performance(inputs).rows == (
        ("Of audited cases listed, found too low", "0.61 (0.55 to 0.67)"),
        ("Area under the ROC curve", "not enough evidence"),
    )


def test_without_an_evaluation_no_figure_is_made_up():
    assert performance(evidence(n=50)).rows == ()
    assert gate_sentence(evidence(n=50)) == "No gate was run."


def test_a_rule_that_makes_the_lists_is_named():
    inputs = replace(evidence(n=50), gate={"used": "practice_and_directions", "chosen": "boosted"})

    assert gate_sentence(inputs) == (
        "A rule (practice and directions) makes the lists, not the model."
    )


def test_the_gates_sentence_holds_no_count():
    inputs = replace(evidence(n=50), gate={"used": "model", "chosen": "stacked", "audits": 282})

    assert not any(letter.isdigit() for letter in gate_sentence(inputs))


def test_characteristics_are_named_without_the_person():
    inputs = evidence(n=50)
    none = replace(inputs, tables={})

    assert characteristics(inputs) == "birth year, disability, ethnic group, sex"
    assert characteristics(none) == ""
