"""Single counts and shares as they may leave the team."""

import re
from typing import Any

import pandas as pd

from contracts.disclosure.rules import DisclosureRules

WITHHELD = "~"
COUNTED = re.compile(r"\b\d[\d,]*(?= (?:audits|finds)\b)|(?<=on record \()\d[\d,]*")


def shown_count(count: int | None, rules: DisclosureRules) -> str:
    """A count in words: rounded, or the sign that it is withheld.

    ``None`` is a count that was withheld before.

    Examples
    --------
    >>> rules = DisclosureRules(6, 5, 30, 10, 5)
    >>> [shown_count(count, rules) for count in (0, 3, 1234, None)]
    ['0', '~', '1,235', '~']
    """
    if count is None or rules.small(count):
        return WITHHELD
    return f"{rules.rounded(count):,}"


def rounded_in(sentence: str, rules: DisclosureRules) -> str:
    """A sentence of the gate whose counts of audits and finds are shown as a page may show them.

    Examples
    --------
    >>> rules = DisclosureRules(6, 5, 30, 10, 5)
    >>> rounded_in("difference +3.9 (1,281 audits of listed cases, 3 finds).", rules)
    'difference +3.9 (1,280 audits of listed cases, ~ finds).'
    """

    def shown(match: re.Match[str]) -> str:
        return shown_count(int(match[0].replace(",", "")), rules)

    return COUNTED.sub(shown, sentence)


def as_shown(count: Any) -> str:
    """A count of a protected table in words.

    Examples
    --------
    >>> as_shown(1235), as_shown(pd.NA)
    ('1,235', '~')
    """
    return WITHHELD if pd.isna(count) else f"{count:,}"


def rounded_pair(found: int, of: int, rules: DisclosureRules) -> tuple[int, int] | None:
    """A numerator and its denominator as they may be shown and divided.

    A share is made from these two, so that it says no more than they do. None where the
    denominator is below ``rate_needs`` or where either part of it is too small to be shown.

    Examples
    --------
    >>> rules = DisclosureRules(6, 5, 30, 10, 5)
    >>> rounded_pair(12, 41, rules), rounded_pair(2, 41, rules), rounded_pair(12, 20, rules)
    ((10, 40), None, None)
    """
    if rules.small(found) or rules.small(of - found) or rules.small(of):
        return None
    shown = rules.rounded(of)
    if shown < rules.rate_needs:
        return None
    return min(rules.rounded(found), shown), shown
