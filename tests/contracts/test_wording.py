"""How dates and phrases read in sentences."""

import datetime as dt

import pandas as pd
import pytest

from contracts.wording import date_in_words, sentence_case


@pytest.mark.parametrize("day", [dt.date(2026, 3, 2), pd.Timestamp("2026-03-02 23:59")])
def test_a_date_reads_the_same_whichever_library_holds_it(day):
    assert date_in_words(day) == "2 March 2026"


def test_a_blank_date_is_said_to_be_blank():
    assert date_in_words(None) == "a date not on record"


@pytest.mark.parametrize("text", ["not measured", "Not measured.", "not measured. "])
def test_a_phrase_becomes_one_sentence_with_one_full_stop(text):
    assert sentence_case(text) == "Not measured."
