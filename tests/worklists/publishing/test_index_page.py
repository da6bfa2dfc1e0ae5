"""The first page of a folder of lists."""

import dataclasses

from tests.worklists.made_up import a_list, an_urgent_list
from tests.worklists.publishing.test_page import FILES, text_of
from worklists.case_list import STANDING
from worklists.publishing.page import ListFiles, index_page


def test_the_index_links_every_file_of_every_team():
    page = index_page([(a_list(2), FILES)])

    for path in ("n01/list.html", "n01/list.xlsx", "n01/list.csv"):
        assert f'href="{path}"' in page


def test_an_index_without_lists_says_so():
    assert "No team has a list in this run." in text_of(index_page([]))


def test_the_index_puts_urgent_cases_first_and_a_teams_index_names_the_team():
    urgent = (an_urgent_list(), ListFiles("n01/urgent.html", ()))

    page = index_page([(a_list(2), FILES), urgent])

    text = text_of(page)
    assert "Lists for a second look: N01-T3" in text
    assert text.index("Urgent: look at these first, today") < text.index("It does not say the")
    assert page.index("n01/urgent.html") < page.index("n01/list.html")
    assert "Send each team only its own folder." not in text


def test_the_index_counts_the_teams_that_have_a_list():
    elsewhere = dataclasses.replace(an_urgent_list(), unit_id="N02")
    entries = [(a_list(2), FILES), (elsewhere, ListFiles("n02/urgent.html", ()))]

    text = text_of(index_page(entries))

    assert "1 team Team" in " ".join(text.split())


def test_what_every_list_says_stands_on_the_index_once():
    lists = [
        a_list(sentences=(STANDING, "All say this.", "One says this.")),
        a_list(sentences=(STANDING, "All say this.")),
    ]

    text = index_page([(one, FILES) for one in lists])

    assert text.count("All say this.") == 1
    assert "One says this." not in text
