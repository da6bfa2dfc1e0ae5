"""The page on returns says how many cases of returned files are tested; this keeps it honest."""

import inspect
import math
import re
from pathlib import Path

from tests.worklists.returns import (
    test_checking,
    test_conflicts,
    test_envelope,
    test_matching,
    test_reading,
)

PAGE = Path(__file__).parents[3] / "docs/returns.md"
MODULES = {
    "what is opened": test_envelope,
    "what is read": test_reading,
    "what matches the list": test_matching,
    "what is answered": test_checking,
    "what was decided before": test_conflicts,
}
DRAWN = "test_a_damaged_workbook_is_read_or_refused_and_nothing_else"  # bytes at random: not cases


def _cases(module):
    """How many cases a module runs: its tests, as often as they are parametrised."""
    tests = [one for name, one in inspect.getmembers(module, inspect.isfunction)]
    own = [one for one in tests if one.__module__ == module.__name__]
    named = [one for one in own if one.__name__.startswith("test_") and one.__name__ != DRAWN]
    return sum(math.prod(map(_times, getattr(one, "pytestmark", []))) for one in named)


def _times(mark):
    return len(list(mark.args[1])) if mark.name == "parametrize" else 1


def test_the_page_counts_the_cases_that_are_run():
    page = PAGE.read_text(encoding="utf-8")
    told = {
        name: int(count)
        for name, count in re.findall(r"^\| (what .+) \| (\d+) \|$", page, re.MULTILINE)
    }
    counted = {name: _cases(module) for name, module in MODULES.items()}

    assert told == counted
    assert f"{sum(counted.values())} cases of returned files are tests" in page
    assert sum(counted.values()) >= 43
