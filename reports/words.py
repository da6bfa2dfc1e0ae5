"""Figures of the pack in words."""

from contracts.disclosure.counts import shown_count
from contracts.disclosure.rules import DisclosureRules
from reports.estimation.share import Share
from worklists.publishing.figure_table import NOT_ENOUGH


def share_words(share: Share, rules: DisclosureRules) -> str:
    """A share in per cent with its 95 % range; the reason where there is none.

    Examples
    --------
    >>> rules = DisclosureRules(6, 5, 30, 10, 5)
    >>> share_words(Share(0.104, 0.0931, 0.117, 812), rules)
    '10.4 % (9.3 to 11.7)'
    >>> share_words(Share(0.1, 0.0, 0.5, 7), rules)
    'cannot tell: fewer than 10 audits'
    >>> share_words(Share(0.1, 0.02, 0.3, 40, finds=4), rules)
    'not enough evidence'
    """
    if share.value is None or share.low is None or share.high is None:
        return share.reason
    if share.audits < rules.audits_needed:
        return f"cannot tell: fewer than {rules.audits_needed} audits"
    if share.finds is not None and _few(share.finds, share.audits, rules):
        return NOT_ENOUGH
    value, low, high = (f"{100 * part:.1f}" for part in (share.value, share.low, share.high))
    return f"{value} % ({low} to {high})"


def _few(finds: int, audits: int, rules: DisclosureRules) -> bool:
    """Whether a share would give away that few audits found something, or few did not."""
    return rules.small(finds) or rules.small(audits - finds)


def width_words(share: Share) -> str:
    """The width of a range in points."""
    return "" if share.width is None else f"{100 * share.width:.1f} points"


def count_words(count: int, rules: DisclosureRules) -> str:
    """A count as it may be published."""
    return shown_count(count, rules)


def capital(label: str) -> str:
    """A label with its first letter large; codes stay as they are.

    Examples
    --------
    >>> capital("domestic abuse, 2025"), capital("F01 not made")
    ('Domestic abuse, 2025', 'F01 not made')
    """
    return label[:1].upper() + label[1:]
