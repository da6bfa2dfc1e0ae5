"""The model card repeats what the pages say, with rounded counts."""

from dataclasses import replace

from reports.documents.model_card import model_card
from reports.page import ReportPage
from tests.made_up_disclosure import RULES
from tests.reports.made_up import evidence


def test_counts_are_rounded_and_figures_have_their_ranges():
    figure = {"value": 0.613, "low": 0.55, "high": 0.67}
    inputs = replace(
        evidence(),
        training={"chosen": "stacked", "counts": {"audited": 1233}, "folds": 5},
        metrics={"under": {"stacked": {"precision_at_capacity": figure}}},
        gate={"used": "model", "chosen": "stacked"},
    )

    card = model_card(inputs, RULES, [ReportPage("x", "Trends", "Up.", [])])

    assert card.sections[1].tables[0].rows == (("Audited assessments", "1,235"),)
    assert card.sections[2].tables[0].rows[0][1] == "0.61 (0.55 to 0.67)"
    assert card.sections[3].sentences == ("Trends: Up.",)
