"""Keyed hashes and case references."""

import pandas as pd
import pytest

from contracts.errors import InputError
from worklists import case_reference
from worklists.case_reference import case_references, key_id, keyed_numbers

IDS = pd.Series([f"A{i}" for i in range(2000)])


def test_numbers_are_spread_evenly_and_differ_by_purpose():
    tie, draw = keyed_numbers(IDS, "key", "tie"), keyed_numbers(IDS, "key", "draw")

    assert 0.45 < tie.mean() < 0.55
    assert abs(pd.Series(tie).corr(pd.Series(draw))) < 0.1


def test_a_reference_stays_the_same_from_list_to_list_and_changes_with_the_key():
    assert case_references(IDS, "one").equals(case_references(IDS[::-1], "one")[::-1])
    assert not set(case_references(IDS, "one")) & set(case_references(IDS, "two"))


def test_references_do_not_hold_the_id():
    assert not any(part == "A7" for part in case_references(IDS, "one").str.split("-").sum())


def test_two_assessments_with_one_reference_are_refused(monkeypatch):
    monkeypatch.setattr(case_reference, "_reference", lambda *_: "C-00000-00000")

    with pytest.raises(InputError, match="1 case reference"):
        case_references(pd.Series(["A1", "A2"]), "one")


def test_the_same_assessment_twice_is_no_clash():
    first, second = case_references(pd.Series(["A1", "A1"]), "one")

    assert first == second


def test_the_id_of_a_key_does_not_hold_it():
    assert len(key_id("secret")) == 8
    assert "secret" not in key_id("secret")
