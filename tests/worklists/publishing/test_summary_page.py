"""The head of service reads counts by team in order of name, and a funnel, never a ranking."""

import re

from tests.made_up_disclosure import RULES
from tests.worklists.made_up import a_list, an_urgent_list
from tests.worklists.made_up_evaluation import PERFORMANCE, TEAMS
from worklists.publishing.summary_page import summary_page


def _page(teams):
    """The page, without the headings that cells repeat for narrow screens."""
    page = summary_page([a_list(3), an_urgent_list()], PERFORMANCE | {"teams": teams}, RULES)
    return re.sub(' data-title="[^"]*"', "", page)


def test_every_team_has_its_counts_in_order_of_name_and_totals_stand_first():
    page = _page(TEAMS)

    cells = ["N01-T3", "~", "~", "40", "20", "~", "~"]
    row = f'<tr><th scope="row">{cells[0]}</th>' + "".join(f"<td>{c}</td>" for c in cells[1:])
    assert row in page
    assert "<dt>Decided</dt><dd>190</dd>" in page
    assert "are shown as ~. Other counts are rounded to the nearest 5." in page
    assert page.index(">N01-T3</th>") < page.index(">N02</th>") < page.index(">N03</th>")


def test_teams_are_compared_within_the_limits_of_chance_only():
    page = _page(TEAMS)

    assert "1 of 3 teams differs by more than chance" in page
    assert "are not ranked" in page


def test_a_team_with_few_answers_is_withheld_and_so_is_what_would_give_it_away():
    few = TEAMS[2] | {"decided": 2, "raised": 1}

    page = _page([*TEAMS[:2], few])

    assert '<th scope="row">N03</th><td>0</td><td>0</td><td>~</td><td>~</td>' in page
    assert page.count("<td>40</td>") == 0, "132 less 90 less 40 would give it away"
    assert "Too few answers to compare teams" in page, "a point of the picture would, too"


def test_without_answers_it_says_that_there_are_too_few():
    page = _page([])

    assert "Too few answers to compare teams" in page
    assert '<img class="picture"' not in page


def test_the_same_counts_give_the_same_page():
    assert _page(TEAMS) == _page(TEAMS)
