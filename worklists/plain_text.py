"""Text as readers get it: nothing hidden in it, and never longer than a cell can show."""

import re
import unicodedata

import pandas as pd

LONGEST_TEXT = 2_000  # characters; what is longer ends in an ellipsis
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain_text(value: object) -> str:
    r"""Text that cannot hide or reorder what stands beside it, at most 2,000 characters long.

    Control, bidirectional, zero-width and unassigned characters become blanks, runs of blanks
    one blank; a missing value becomes the empty text.

    Examples
    --------
    >>> plain_text("  Jo\u202e\x00\nSmith ")
    'Jo Smith'
    >>> plain_text(None)
    ''
    """
    if is_missing(value):
        return ""
    shown = "".join(" " if unicodedata.category(c) in _HIDDEN else c for c in str(value))
    shown = re.sub(r"\s+", " ", shown).strip()
    return shown if len(shown) <= LONGEST_TEXT else shown[: LONGEST_TEXT - 1] + "…"


def is_missing(value: object) -> bool:
    """True for None, NaN and NaT.

    Examples
    --------
    >>> is_missing(None), is_missing(float("nan")), is_missing(0)
    (True, True, False)
    """
    return value is None or (not isinstance(value, str) and bool(pd.isna(value)))  # type: ignore[call-overload]
