"""Pages of the report are accessible, wide and narrow."""

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
    return [render(page, SOURCE) for page in (index, shares, fairness.page(made, RULES))]


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_fault_and_nothing_scrolls_sideways(open_page, pages, width):
    for text in pages:
        page = open_page(text, width=width)

        assert _violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
