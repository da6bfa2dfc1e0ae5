"""What a reader meets: accessible in every state, whole without JavaScript, narrow and on paper."""

from dataclasses import replace
from datetime import date

import pytest

from tests.made_up_disclosure import RULES
from tests.worklists.made_up import (
    HOSTILE,
    REASONS,
    a_case,
    a_list,
    a_restricted_case,
    a_retrospective_list,
    an_urgent_list,
)
from tests.worklists.made_up_evaluation import BINS, FINDS, PERFORMANCE, TEAMS, UNITS, an_evaluation
from tests.worklists.publishing.test_performance_page import SOURCE
from worklists.follow_up import FollowUp
from worklists.listed_case import RESTRICTED
from worklists.plain_text import plain_text
from worklists.publishing.follow_up_page import follow_up_page
from worklists.publishing.page import ListFiles, index_page, team_page
from worklists.publishing.performance_page import how_well_page
from worklists.publishing.summary_page import summary_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
DAY = date(2026, 11, 9)
FILES = ListFiles(
    page="n01/list.html", others=(("Workbook", "n01/list.xlsx"), ("CSV", "n01/list.csv"))
)
LATE = FollowUp("C-15838-T3KW7", "Reassess", "Review a register", "SPO-7", DAY, DAY, overdue=True)
HOSTILE_CASES = [
    a_case(n, case_reference=plain_text(text), at_risk=(plain_text(text),), look_at=(text,))
    for n, text in enumerate(HOSTILE, start=1)
]
PAGES = {
    "full": team_page(a_list(12)),
    "empty": team_page(a_list(0)),
    "restricted": team_page(a_list([a_case(1), a_restricted_case(2), a_case(3)])),
    "retrospective": team_page(a_retrospective_list()),
    "hostile": team_page(a_list(HOSTILE_CASES)),
    "urgent": team_page(an_urgent_list()),
    "a team's index": index_page([(an_urgent_list(), FILES), (a_list(2), FILES)]),
    "index": index_page(
        [(a_list(12), FILES), (a_list(0, unit_id="N02"), FILES)], for_managers=True
    ),
    "follow up": follow_up_page(a_list(1, follow_ups=(LATE, replace(LATE, due=None)))),
    "summary, nothing answered": summary_page([a_list(3)], PERFORMANCE | {"teams": []}, RULES),
    "summary": summary_page([a_list(3), an_urgent_list()], PERFORMANCE | {"teams": TEAMS}, RULES),
    "how well": how_well_page(an_evaluation(), SOURCE, RULES),
    "how well, nothing known": how_well_page(
        an_evaluation(finds=FINDS[:0], bins=BINS[:0], units=UNITS[:0]), SOURCE, RULES
    ),
}
every_page = pytest.mark.parametrize("name", PAGES)


def _violations(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    assert found["passes"], "axe ran no rule"
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


def _references(page):
    return page.locator("tbody:visible th[scope=row]").all_inner_texts()


@every_page
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_fault_against_wcag_22_a_and_aa(open_page, name, width):
    page = open_page(PAGES[name], width=width)

    assert _violations(page) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_the_figures_beneath_the_pictures_are_accessible_and_fit_when_shown(open_page, width):
    page = open_page(PAGES["how well"], width=width)

    for summary in page.locator("summary").all():
        summary.click()

    assert page.locator(".govuk-details__text table:visible").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert _violations(page) == []


@pytest.mark.parametrize("words", ["C-15838-T3KW7", "no such case"])
def test_axe_finds_no_fault_in_a_filtered_page(open_page, words):
    page = open_page(PAGES["full"])

    page.fill("#words", words)
    page.click("text=Apply filters")
    page.click("text=Hide all details")

    assert _violations(page) == []


@every_page
@pytest.mark.parametrize("width", [320, 640, 800, 1280])
def test_nothing_scrolls_sideways_on_a_narrow_or_a_magnified_screen(open_page, name, width):
    page = open_page(PAGES[name], width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_everything_is_there_and_nothing_is_dead(open_page):
    page = open_page(PAGES["full"], javascript=False)

    text = page.inner_text("main")
    for said in (*REASONS, "What is missing", "Where to look", "about 4 in 10 were raised"):
        assert said in text
    assert page.locator("button:visible, select:visible, input:visible").count() == 0
    assert len(_references(page)) == 12


def test_filters_narrow_the_list_say_how_many_are_left_and_clear(open_page):
    page = open_page(PAGES["restricted"])

    page.select_option("#status", "restricted")
    page.click("text=Apply filters")
    assert _references(page) == ["C-15838-T3KW7"]
    assert page.inner_text("#showing") == "Showing 1 of 3 cases."
    assert RESTRICTED in page.inner_text("main")

    page.click("text=Clear filters")
    page.locator("#showing", has_text="all 3").wait_for()  # no eval: the page forbids it
    assert len(_references(page)) == 3


def test_a_filter_that_nothing_fits_says_so(open_page):
    page = open_page(PAGES["full"])

    page.fill("#words", "no such case")
    page.press("#words", "Enter")

    assert page.is_visible("text=No cases match these filters.")
    assert not page.is_visible("#cases")


def test_a_header_sorts_both_ways_and_says_so(open_page):
    page = open_page(PAGES["full"])
    header = page.locator("th", has_text="Rating").first

    page.click("th button >> text=Rating")
    assert header.get_attribute("aria-sort") == "ascending"
    assert page.locator(".level").first.inner_text() == "Low"
    assert page.inner_text("#sorted") == "Sorted by Rating, lowest or earliest first."

    page.click("th button >> text=Rating")
    assert header.get_attribute("aria-sort") == "descending"
    assert page.locator(".level").first.inner_text() == "High"
    assert len(_references(page)) == 12


def test_dates_sort_as_dates_and_a_card_stays_with_its_case(open_page):
    page = open_page(PAGES["full"])

    page.click("th button >> text=Assessed")

    dates = [one.get_attribute("datetime") for one in page.locator("time").all()]
    assert dates == sorted(dates)
    cards = page.locator("summary").all_inner_texts()
    assert [card.removeprefix("Details of ") for card in cards] == _references(page)


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(open_page):
    page = open_page(PAGES["restricted"])

    reached = []
    for _ in range(17):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(document.activeElement.id || document.activeElement.textContent).trim()"
            )
        )

    assert reached == [
        *("Skip to main content", "Countersign", "rating", "status", "words"),
        *("Apply filters", "Clear filters", "Hide all details"),
        *("No.", "Case reference", "Rating", "Assessed", "Who is at risk", "Status"),
        *("Details of C-07919-T3KW7", "Details of C-23757-T3KW7"),
        reached[-1],
    ]


def test_what_has_the_focus_can_be_seen(open_page):
    page = open_page(PAGES["full"])

    for selector in ("th button", "summary", "#words", "#filter button"):
        page.locator(selector).first.focus()
        style = page.evaluate(
            "(({outlineStyle, boxShadow}) => outlineStyle + boxShadow)"
            "(getComputedStyle(document.activeElement))"
        )
        assert style not in ("nonenone", "none"), selector


def test_space_closes_a_card_and_one_button_closes_or_opens_all(open_page):
    page = open_page(PAGES["full"])

    page.locator("summary").first.press("Space")
    assert page.locator("details[open]").count() == 11
    page.click("text=Hide all details")
    assert page.locator("details[open]").count() == 0
    page.click("text=Show all details")
    assert page.locator("details[open]").count() == 12


def test_a_hostile_text_runs_nothing_and_adds_nothing(open_page):
    page = open_page(PAGES["hostile"])

    assert page.locator("img, iframe, script").count() == 1
    assert len(_references(page)) == len(HOSTILE)
    assert "<script>alert(1)</script>" in page.inner_text("main")


@pytest.mark.parametrize("title", ["Who is at risk", "Status"])
def test_a_list_with_a_restricted_case_is_sorted_by_every_column(open_page, title):
    page = open_page(PAGES["restricted"])

    page.click(f"thead button:text-is('{title}')")

    header = page.locator("thead th", has_text=title)
    assert header.get_attribute("aria-sort") == "ascending"
    assert page.locator("tbody[data-status]").count() == 3
    assert page.inner_text("tbody[data-status=restricted] td:last-child") == "Restricted access"
