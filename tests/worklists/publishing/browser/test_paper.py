"""What a reader prints."""

import re

import pytest

from tests.worklists.made_up import a_list
from worklists.publishing.page import team_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(("cases", "most"), [(1, 1), (12, 4), (20, 5)])
def test_it_prints_on_few_pages_of_a4_on_their_side(open_page, cases, most, javascript):
    page = open_page(team_page(a_list(cases)), javascript=javascript)

    pdf = page.pdf(prefer_css_page_size=True)

    boxes = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)
    assert len(boxes) <= most
    for box in boxes:
        assert [round(float(edge)) for edge in box.split()] == [0, 0, 842, 595]


def test_closed_cards_are_printed_open_and_controls_are_not_printed(open_page):
    page = open_page(team_page(a_list(12)))
    page.click("text=Hide all details")

    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.locator("details dl:visible").count() == 12
    assert page.locator("button:visible, form:visible, summary:visible").count() == 0
