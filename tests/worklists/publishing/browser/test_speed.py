"""How fast the longest list opens and sorts."""

import pytest

from tests.worklists.made_up import a_list
from worklists.publishing.page import team_page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def busy(chromium):
    """A page and a clock of its own processor time: wall time would measure the machine's load."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds():
        metrics = session.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in metrics}["TaskDuration"]

    yield page, seconds
    page.close()


def test_five_hundred_cases_open_in_under_a_second_and_sort_in_another(busy, tmp_path):
    page, seconds = busy
    (tmp_path / "page.html").write_text(team_page(a_list(500)), encoding="utf-8")

    page.goto((tmp_path / "page.html").as_uri())
    opened = seconds()
    page.click("th button >> text=Assessed")
    page.evaluate("document.body.offsetHeight")

    assert opened < 1
    assert seconds() - opened < 1
