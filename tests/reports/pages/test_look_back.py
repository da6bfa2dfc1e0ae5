"""Looking back: national counts under disclosure control, nothing where nothing is replayed."""

import pandas as pd

from reports.pages import look_back
from tests.made_up_disclosure import RULES
from tests.reports.made_up import evidence


def _with_offences(n):
    made = evidence()
    first = made.cases.sort_values("p_under", ascending=False).head(n)
    audits = pd.DataFrame(
        {
            "assessment_id": first["assessment_id"].to_numpy(),
            "selection_reason": "sfo",
            "audit_selected_date": first["assessment_date"].to_numpy() + pd.Timedelta(days=120),
        }
    )
    return evidence(audits=audits)


def test_the_model_the_rule_and_chance_stand_side_by_side():
    table = look_back.shown(_with_offences(60), RULES, capacity=0.05)

    rows = table.figure_table().rows
    assert [row[0] for row in rows[::3]] == [
        "The model, 7 days",
        "A rule list, 7 days",
        "At random, 7 days",
    ]
    assert int(rows[1][2]) > 40
    assert "60 cases with a review" in look_back.page(table).lead


def test_few_cases_are_withheld():
    table = look_back.shown(_with_offences(4), RULES, capacity=0.05)

    assert {row[1] for row in table.figure_table().rows} == {"~"}


def test_audits_of_which_none_was_prompted_by_an_offence_are_no_look_back():
    made = _with_offences(60)
    chosen = made.tables["audits"].assign(selection_reason="random")

    assert look_back.shown(evidence(audits=chosen), RULES, capacity=0.05) is None
    unknown = made.tables["audits"].assign(selection_reason=None)
    assert look_back.shown(evidence(audits=unknown), RULES, capacity=0.05) is None


def test_without_reviews_the_page_says_so():
    assert look_back.shown(evidence(), RULES, capacity=0.05) is None
    assert "No case on record" in look_back.page(None).lead
