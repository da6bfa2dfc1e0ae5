import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def licences():
    found = importlib.util.spec_from_file_location("licences", ROOT / ".ci" / "licences.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_page_is_that_of_the_lock(licences):
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    written = (ROOT / "docs/licences.md").read_text(encoding="utf-8")

    assert licences.page(lock) == written, "make docs writes it anew"


def test_packages_for_other_systems_are_counted_and_not_named(licences):
    page = licences.page("numpy==2.4.0 \\\n    --hash=sha256:00\nno-such-package==1 ; windows\n")

    assert "1 packages; 1 more are for other systems." in page
    assert "| numpy | 2.4.0 | " in page
    assert "no-such-package" not in page


def test_every_locked_package_is_pinned_by_the_hashes_of_its_files(licences):
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = [block for block in lock.split("\n") if licences.PINNED.match(block)]
    hashed = lock.replace("\\\n", " ").split("\n")

    assert blocks
    assert all("--hash=sha256:" in line for line in hashed if licences.PINNED.match(line))
