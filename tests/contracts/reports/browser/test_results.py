"""The page that a check leaves: accessible, narrow as well, and never a record on it."""

import pytest

from contracts.reports.results_page import results_page
from tests.contracts.reports.test_results_page import CHECKED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_fault_against_wcag_22_a_and_aa(open_page, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(results_page(CHECKED), width=width)
    for summary in page.locator("summary").all():
        summary.click()

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response

    assert found["passes"], "axe ran no rule"
    assert [(one["id"], one["nodes"]) for one in found["violations"]] == []
