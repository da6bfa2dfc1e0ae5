"""Every parameter is documented with its range, and nothing else is."""

import re
from pathlib import Path

import yaml

from pipelines.parameters_page import with_ranges

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| `([\w.]+)` \|", re.MULTILINE)


def _page() -> str:
    return (ROOT / "docs/parameters.md").read_text(encoding="utf-8")


def _documented() -> dict[str, set[str]]:
    sections = re.split(r"^## ", _page(), flags=re.MULTILINE)[1:]
    rows = {part.split("\n")[0].strip("` "): set(ROW.findall(part)) for part in sections}
    return {section: names for section, names in rows.items() if names}


def test_the_page_lists_exactly_the_parameters_there_are():
    params = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    sections = {name: set(held) for name, held in params.items() if isinstance(held, dict)}

    assert _documented() == sections


def test_the_page_says_the_ranges_that_are_checked():
    assert with_ranges(_page()) == _page(), "make docs writes it anew"
