"""The same browser as the lists are read in."""

from tests.worklists.browser.conftest import chromium, open_page

__all__ = ["chromium", "open_page"]
