"""Figures in words: a range beside each, a reason where there is none, no count of few."""

from dataclasses import replace

from reports.estimation.share import Share
from reports.words import count_words, share_words, width_words
from tests.made_up_disclosure import RULES

KNOWN = Share(0.104, 0.0931, 0.117, 812)


def test_a_share_has_its_range():
    assert share_words(KNOWN, RULES) == "10.4 % (9.3 to 11.7)"
    assert width_words(KNOWN) == "2.4 points"


def test_a_share_of_few_audits_cannot_be_told():
    few = Share(0.104, 0.0931, 0.117, RULES.audits_needed - 1)
    enough = Share(0.104, 0.0931, 0.117, RULES.audits_needed)

    assert share_words(few, RULES) == f"cannot tell: fewer than {RULES.audits_needed} audits"
    assert share_words(enough, RULES) == "10.4 % (9.3 to 11.7)"


def test_without_a_value_the_reason_stands():
    none = Share(None, None, None, 0, "no audit was picked at random")

    assert share_words(none, RULES) == "no audit was picked at random"
    assert width_words(none) == ""


def test_counts_of_few_are_withheld_and_others_rounded():
    shown = [count_words(n, RULES) for n in (0, 1, 5, 6, 1233)]

    assert shown == ["0", "~", "~", "5", "1,235"]


def test_a_share_that_gives_few_finds_away_is_not_given():
    for finds, shown in ((0, True), (1, False), (5, False), (6, True), (806, True), (810, False)):
        words = share_words(replace(KNOWN, finds=finds), RULES)

        assert (words == "10.4 % (9.3 to 11.7)") is shown, finds
