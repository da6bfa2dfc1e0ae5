"""Pages of the report are accessible, wide and narrow."""

import re

import pytest

from reports.page import ReportPage, Section, render
from reports.pages import fairness, prevalence
from tests.made_up_disclosure import RULES
from tests.reports.made_up import SOURCE, evidence
from tests.worklists.publishing.browser.test_pages import _violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def pages():
    made = evidence()
    index = ReportPage("index", "Report", "Lead.", [Section("Part")], [("a.html", "A page")])
    shares = prevalence.page(prevalence.estimates(made), made, RULES)
    return [render(page, SOURCE, RULES) for page in (index, shares, fairness.page(made, RULES))]


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_fault_and_nothing_scrolls_sideways(open_page, pages, width):
    for text in pages:
        page = open_page(text, width=width)

        assert _violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pages_print_on_a4_with_no_row_and_no_heading_torn_off(open_page, pages):
    for text in pages:
        page = open_page(text)

        pdf = page.pdf(prefer_css_page_size=True)

        boxes = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)
        assert {tuple(round(float(edge)) for edge in box.split()) for box in boxes} == {
            (0, 0, 842, 595)
        }
        page.emulate_media(media="print")
        for selector in (".figures tr", ".figures caption"):
            assert _styles(page, selector, "breakInside") <= {"avoid"}
        for selector in (".govuk-heading-m", ".figures caption", ".figures thead"):
            assert _styles(page, selector, "breakAfter") <= {"avoid"}
        page.set_viewport_size({"width": 1030, "height": 700})  # A4 on its side, less its margins
        assert page.evaluate("document.documentElement.scrollWidth") <= 1030


def _styles(page, selector, name):
    script = f"all => all.map(one => getComputedStyle(one).{name})"
    return set(page.locator(selector).evaluate_all(script))
