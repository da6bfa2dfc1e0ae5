"""One part of the record, said in one sentence."""

import dataclasses

import pandas as pd
import pytest

from worklists.reasons.sentences import CaseFeature, blank_sentence

SIGNED = pd.Timestamp("2026-10-05")


def _feature(value=1.0, *, contribution=0.5, dated=None, signed=SIGNED, **entry):
    words = {"sentence": "It holds {value}.", "sentence_absent": "It does not hold."}
    words |= {"speaks_from": 1.0, "direction": 1, "sources": ["contacts.contact_date"]}
    return CaseFeature(words | entry, contribution, value, dated, signed)


@pytest.mark.parametrize(
    ("value", "said"),
    [(3.0, "3"), (0.4, "less than 1"), (1234.5, "1,234"), (0.0, "0"), (-2.0, "-2")],
)
def test_numbers_are_whole(value, said):
    part = _feature(value, speaks_from=-9.0)

    assert part.sentence() == f"It holds {said} (contact log, as of 5 October 2026)."


def test_a_category_is_said_without_underscores_and_cut():
    assert "It holds walk in (" in _feature("walk_in").sentence()
    assert "x" * 41 not in _feature("x" * 99).sentence()


@pytest.mark.parametrize(
    ("sources", "place"),
    [
        (["assessments.purpose"], "assessment, 5 October 2026"),
        (["assessments.purpose", "registrations.start_date"], "registers, as of 5 October 2026"),
        (["extra.wait"], "record, as of 5 October 2026"),
        ([], "record, as of 5 October 2026"),
    ],
)
def test_the_source_is_the_table_read_beside_the_assessment(sources, place):
    assert _feature(sources=sources).sentence() == f"It holds 1 ({place})."


def test_one_day_is_not_one_days():
    one, two = (_feature(value, sentence="Asked {value} days before.") for value in (1.0, 2.0))

    assert one.sentence().startswith("Asked 1 day before")
    assert two.sentence().startswith("Asked 2 days before")


def test_without_any_date_only_the_source_is_said():
    assert _feature(signed=None).sentence() == "It holds 1 (contact log)."


def test_below_its_threshold_the_other_sentence_is_said():
    assert _feature(0.0).sentence().startswith("It does not hold (")


@pytest.mark.parametrize(
    ("value", "contribution", "direction", "for_", "against"),
    [
        (1.0, 0.5, 1, True, False),
        (0.0, 0.5, 1, False, False),
        (0.0, -0.5, 1, False, True),
        (1.0, -0.5, 1, False, False),
        (1.0, -0.5, -1, False, True),
        (0.0, 0.5, -1, True, False),
        (0.0, 0.5, 0, True, False),
        (1.0, 0.0, 1, False, False),
    ],
)
def test_a_sentence_speaks_only_with_its_direction(value, contribution, direction, for_, against):
    part = _feature(value, contribution=contribution, direction=direction)

    assert (part.supports(raised=True), part.supports(raised=False)) == (for_, against)


def test_a_blank_and_what_concerns_staff_may_not_be_shown():
    assert _feature(shown_as_reason=True).may_be_shown
    assert not _feature(shown_as_reason=False).may_be_shown
    assert not _feature(None, shown_as_reason=True).may_be_shown


@pytest.mark.parametrize(
    ("means", "sentence"),
    [
        ("no table of contacts, or contact was suspended", "Contact was suspended."),
        ("no release is on record, or no table of contacts", "No release is on record."),
        ("no table of contacts", ""),
    ],
)
def test_what_a_source_lacks_as_a_whole_is_not_said_of_a_case(means, sentence):
    entry = {"sources": ["contacts.kind"], "missing_means": means, "look_at": "contact log"}

    assert blank_sentence(entry) == sentence


def test_a_value_that_reads_like_the_middle_speaks_neither_for_nor_against():
    low = dataclasses.replace(_feature(0.3, contribution=-0.5), middle=0.98)

    assert not low.supports(raised=False)
    assert dataclasses.replace(low, value=0.0).supports(raised=False)
