"""What every test stands on: a stage's quiet environment, public records, a browser."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

import pipelines  # noqa: F401 - sets what must stand before any heavy library loads

# never the key of whoever runs the tests, nor what their environment sets
os.environ["COUNTERSIGN_KEY"] = "a key that is nobody's, for tests alone"
for _name in ("COUNTERSIGN_REFERENCE_KEY", "COUNTERSIGN_LIST_KEY"):
    os.environ.pop(_name, None)

# a shell that starts the tests in the background lets them, and what they start, ignore Ctrl-C
signal.signal(signal.SIGINT, signal.default_int_handler)

# how long one example takes says how busy the machine is, not whether the code is right
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CHROMIUM = shutil.which("chromium")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
DATASETS = Path(__file__).parents[2] / "shared" / "datasets"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the public records where they are not beside the project."""
    if DATASETS.is_dir():
        return
    reason = (
        f"the public records are not in {Path('..') / 'shared' / 'datasets'}; see docs/sources.md"
    )
    for item in items:
        if item.get_closest_marker("datasets"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def datasets() -> Path:
    """Folder of the public records."""
    return DATASETS


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        pytest.skip("Chromium is absent: apt-get install -y chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, headless=True, args=list(QUIET)
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, tmp_path):
    """Opens HTML from disk; at the end no other request and no message may have been made."""
    requests, messages, contexts = [], [], []

    def opened(html, *, width=1280, javascript=True):
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: messages.append(message.text))
        page.on("dialog", lambda dialog: messages.append(dialog.message))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert set(requests) <= {(tmp_path / "page.html").as_uri()}
    assert messages == []
