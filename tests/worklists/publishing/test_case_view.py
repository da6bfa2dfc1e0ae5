"""What stands in which cell of the page, and what on the card."""

from datetime import date

from tests.worklists.made_up import a_case, a_list, a_restricted_case, a_retrospective_list
from worklists.publishing.case_view import (
    CardSection,
    card_blocks,
    case_groups,
    page_columns,
    status_filters,
    statuses,
)


def _titles(published):
    return [column.title for column in page_columns(published)]


def test_a_column_that_would_be_empty_in_every_row_is_left_out():
    assert _titles(a_retrospective_list(3)) == ["No.", "Case reference", "Rating"]
    assert _titles(a_list([a_case(1)]))[3:] == ["Assessed", "Who is at risk", "Status"]


def test_a_list_of_restricted_cases_alone_still_has_its_columns():
    assert _titles(a_list([a_restricted_case(1)])) == ["No.", "Case reference", "Rating", "Status"]


def test_the_card_says_why_even_where_there_is_no_reason():
    case = a_case(1, reasons=(), against=(), missing=(), look_at=("Log",), chance_words="4 in 10")

    assert card_blocks(a_list([case]), case) == [
        [CardSection("Why it is listed", (), "4 in 10")],
        [CardSection("Where to look", ("Log",))],
    ]


def test_what_speaks_against_stands_below_what_speaks_for():
    case = a_case(1, reasons=("For.",), against=("Against.",), missing=(), look_at=())

    (block,) = card_blocks(a_list([case]), case)

    titles = [section.title for section in block]
    assert titles == ["Why it is listed", "What speaks against"]


def test_a_case_is_found_by_its_tags_and_as_new_unless_it_waited():
    new, waited = (
        a_case(1, carried_weeks=0, early_licence=True),
        a_case(2, carried_since=date(2026, 10, 26)),
    )
    published = a_list([new, waited, a_restricted_case(3)])

    assert [statuses(published, case) for case in published.cases] == [
        ["new", "early_licence"],
        ["carried_since"],
        ["restricted"],
    ]
    assert [one["text"] for one in status_filters(published)] == [
        "All",
        "New on this list",
        "Restricted access",
        "Early licence",
        "Carried over",
    ]


def test_carried_cases_stand_beneath_the_day_they_were_first_listed_on():
    since = date(2026, 10, 26)
    cases = [a_case(n, carried_since=since if n < 3 else None) for n in (1, 2, 3)]

    assert case_groups(a_list(cases)) == {
        1: "Carried over: first listed on 26 October 2026",
        3: "New on this list",
    }
    assert case_groups(a_list(cases[2:])) == {}
