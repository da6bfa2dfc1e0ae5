"""How sure, in words with a count."""

import pytest

from worklists.reasons.chance import TOO_FEW, chance_words, list_chance_words

BINS = [
    {"low": 0.0, "high": 0.2, "audited": 200, "raised": 4, "rate": 0.02}
    | {"low95": 0.008, "high95": 0.05},
    {"low": 0.2, "high": 1.0, "audited": 29, "raised": 12, "rate": 0.41}
    | {"low95": 0.25, "high95": 0.6},
]


def test_a_small_share_is_not_rounded_to_none():
    words = chance_words(0.1, BINS)

    assert words == (
        "In past audits of cases like this, fewer than 1 in 10 were raised "
        "(95 % range 0 to 1 in 10, 200 audits)."
    )


def test_fewer_than_thirty_audits_are_too_few():
    assert chance_words(0.9, BINS) == TOO_FEW


def test_a_bin_holds_its_lower_edge_and_not_its_upper_one():
    assert chance_words(0.2, BINS) == TOO_FEW


@pytest.mark.parametrize("p_under", [None, float("nan")])
def test_without_a_chance_nothing_is_claimed(p_under):
    assert chance_words(p_under, BINS) == TOO_FEW


def test_without_audits_there_are_no_bins():
    assert chance_words(0.4, []) == TOO_FEW


def test_an_outcome_is_not_called_an_audit():
    words = chance_words(0.1, BINS, outcome=True)

    assert words.startswith("Of past cases like this, fewer than 1 in 10 had the outcome on record")
    assert "audit" not in words
    assert "audit" not in chance_words(0.9, BINS, outcome=True)


def test_nearly_all_is_not_rounded_to_all():
    sure = BINS[0] | {"rate": 0.97, "low95": 0.91, "high95": 0.99}

    assert "more than 9 in 10 were raised (95 % range 9 to 10 in 10" in chance_words(0.1, [sure])


def test_a_list_with_a_bin_of_too_few_audits_claims_nothing():
    assert list_chance_words([0.1, 0.9], BINS).startswith("Too few past audits to say how many")
    assert list_chance_words([], BINS).startswith("Too few past audits")


def test_a_list_of_small_chances_is_not_said_to_hold_none():
    words = list_chance_words([0.1, 0.1], BINS, outcome=True)

    assert words == (
        "Of past cases like these, fewer than 1 of the 2 had the outcome on record "
        "(0 to 1, 200 cases)."
    )
