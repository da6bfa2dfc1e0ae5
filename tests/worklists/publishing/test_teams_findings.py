import pytest

from tests.made_up_disclosure import RULES
from worklists.publishing.figure_table import NOT_ENOUGH
from worklists.publishing.teams_findings import agreement, yields

NONE = {"raised": 0, "reviewed": 0}


def performance(model=NONE, *, random=NONE, urgent=NONE, rounds=()):
    return {"model": model, "random": random, "urgent": urgent, "over_time": list(rounds)}


def found(raised, reviewed):
    return {"raised": raised, "reviewed": reviewed}


def test_each_part_has_a_row_and_urgent_cases_are_a_part_of_all_rounds_alone():
    one = {"listed_on": "2026-10-05", "model": found(10, 40), "random": found(0, 40)}

    together, rounds = yields(performance(found(10, 40), rounds=[one]), RULES)

    assert [row[0] for row in together.rows] == [
        "Put on lists by the model",
        "Drawn at random",
        "Urgent cases, found by a rule",
    ]
    assert [row[0] for row in rounds.rows] == [
        "2026-10-05, put on lists by the model",
        "2026-10-05, drawn at random",
    ]
    assert together.rows[0][1:3] == ("40", "10")
    assert together.rows[0][3].startswith("25 % (")


def test_without_a_round_there_is_one_table():
    assert [table.caption for table in yields(performance(), RULES)] == ["All rounds together"]


def test_a_count_of_few_is_withheld_and_no_share_is_made_of_it():
    (table,) = yields(performance(found(2, 41)), RULES)

    assert table.rows[0][2:] == ("~", NOT_ENOUGH)
    assert "41" not in str(table.rows), "only rounded counts are shown"


@pytest.mark.parametrize(
    ("same", "both", "words"),
    [
        (0, 0, "No assessment has both a decision and an independent audit."),
        (2, 41, "Too few assessments have both a decision and an independent audit to compare"),
        (39, 41, "Too few assessments have both"),
        (15, 20, "Too few assessments have both"),
        (31, 41, "Of about 40 assessments with a decision and an independent audit, 75 % (60 to"),
        (41, 41, "Of about 40 assessments with a decision and an independent audit, 100 % (91 to"),
    ],
)
def test_agreement_is_said_of_rounded_counts_or_not_at_all(same, both, words):
    text = agreement({"agreement_with_audits": {"same": same, "both": both}}, RULES)

    assert text.startswith(words)
