"""No text hides or reorders what stands beside it."""

import pytest

from worklists.plain_text import plain_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1bc", "a b c"),
        ("\u202eevil\u2066", "evil"),
        ("zero\u200bwidth", "zero width"),
        ("two\r\nlines\u2028", "two lines"),
        ("lone \ud800 surrogate", "lone surrogate"),
        (float("nan"), ""),
    ],
)
def test_hidden_characters_become_blanks(text, shown):
    assert plain_text(text) == shown


def test_a_text_of_ten_thousand_characters_is_cut_and_says_so():
    assert len(plain_text("x" * 10_000)) == 2_000
    assert plain_text("x" * 10_000).endswith("…")
