"""Single counts and shares leave the team rounded or not at all."""

from contracts.disclosure.counts import WITHHELD, rounded_in, rounded_pair, shown_count
from tests.made_up_disclosure import RULES


def test_a_share_is_given_only_where_neither_part_of_it_is_small():
    assert rounded_pair(3, 100, RULES) is None
    assert rounded_pair(97, 100, RULES) is None
    assert rounded_pair(12, 27, RULES) is None
    assert rounded_pair(0, 100, RULES) == (0, 100)


def test_a_numerator_never_outgrows_its_denominator_by_rounding():
    assert rounded_pair(33, 33, RULES) == (35, 35)
    assert rounded_pair(33, 41, RULES) == (35, 40)


def test_a_small_count_is_a_sign():
    assert shown_count(5, RULES) == WITHHELD
    assert shown_count(6, RULES) == "5"


def test_counts_within_a_sentence_of_the_gate_are_shown_as_on_pages():
    sentence = "difference +3.9 (80% interval +1.8 to +6.1; 281 audits of listed cases, 161 finds)."
    untried = "None of the audits on record (1,234) could be used to try a model."

    assert rounded_in(sentence, RULES) == (
        "difference +3.9 (80% interval +1.8 to +6.1; 280 audits of listed cases, 160 finds)."
    )
    assert rounded_in("no model did better on 4 audits.", RULES).endswith("on ~ audits.")
    assert rounded_in(untried, RULES) == untried.replace("1,234", "1,235")
