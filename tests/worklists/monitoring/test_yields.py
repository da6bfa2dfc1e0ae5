import pandas as pd

from tests.made_up_disclosure import RULES as SHOWN
from worklists.monitoring.yields import Yield, difference, in_words, rounded_yield, yield_of

NOTHING = Yield(None, 0, 0, None, None, None)


def part(raised, reviewed, *, listed=None):
    rows = pd.DataFrame({"selected_by": "model", "raised": [i < raised for i in range(reviewed)]})
    return yield_of(rows, "model", listed=listed)


def test_a_part_counts_its_own_rows():
    rows = pd.DataFrame({"selected_by": ["model", "model", "random"], "raised": [1, 0, 1]})

    found = yield_of(rows, "model", listed=pd.Series({"model": 5}))

    assert (found.listed, found.reviewed, found.raised, found.value) == (5, 2, 1, 0.5)
    assert yield_of(rows, "urgent", listed=pd.Series({"model": 5})) == Yield(
        0, 0, 0, None, None, None
    )


def test_a_difference_needs_both_parts():
    assert difference(NOTHING, part(1, 1)) is None
    assert difference(part(1, 1), NOTHING) is None


def test_newcombe_s_own_example_comes_out():
    gap = difference(part(56, 70), part(48, 80))

    assert (gap["value"], round(gap["low"], 4), round(gap["high"], 4)) == (0.2, 0.0524, 0.3339)


def test_readers_get_rounded_counts_and_a_share_made_from_them():
    part_shown = rounded_yield(part(21, 52), SHOWN)

    assert (part_shown.reviewed, part_shown.raised, part_shown.value) == (50, 20, 0.4)
    assert in_words(part_shown, part(21, 52)).startswith(
        "about 50 were reviewed and 40 % of them raised (95 % range 28 to 54)"
    )


def test_few_reviewed_cases_and_none_are_told_from_each_other():
    assert in_words(rounded_yield(part(1, 3), SHOWN), part(1, 3)) == "too few were reviewed to say"
    assert in_words(rounded_yield(NOTHING, SHOWN), NOTHING) == "none was reviewed"
