"""Decisions in a chain: whoever changes, drops or inserts one is noticed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worklists.returns.made_up import made_decision
from worklists.returns.decisions import FIRST, chain_faults, chained, says_the_same, with_id


def test_a_chain_as_recorded_holds():
    chain = chained([made_decision(case) for case in "ABC"], prev_hash=FIRST)

    assert chain_faults(chain) == []
    assert chain[1].prev_hash == chain[0].hash


def test_a_chain_can_be_continued():
    first = chained([made_decision("A")], prev_hash=FIRST)
    second = chained([made_decision("B")], prev_hash=first[-1].hash)

    assert chain_faults([*first, *second]) == []


@given(
    at=st.integers(0, 2),
    change=st.sampled_from(["rationale", "level", "decided_by", "outcome", "supersedes"]),
)
def test_a_changed_record_is_named(at, change):
    chain = chained([made_decision(case) for case in "ABC"], prev_hash=FIRST)
    chain[at] = replace(chain[at], **{change: "tampered"})

    assert chain_faults(chain) == [f"record {at + 1}: was changed after it was recorded"]


@pytest.mark.parametrize("order", [(0, 2), (1, 0, 2), (0, 1, 1, 2)])
def test_a_dropped_moved_or_repeated_record_is_named(order):
    chain = chained([made_decision(case) for case in "ABC"], prev_hash=FIRST)

    faults = chain_faults([chain[at] for at in order])

    assert faults
    assert all("does not follow the record before it" in fault for fault in faults)


def test_an_id_depends_on_what_is_said_and_where_it_came_from_only():
    one = with_id(made_decision("A", recorded_at="2026-01-01"))
    same = with_id(made_decision("A", recorded_at="2026-02-02"))
    other_file = with_id(made_decision("A", source_file_sha256="f2"))

    assert one.decision_id == same.decision_id
    assert one.decision_id != other_file.decision_id


def test_the_same_answer_is_the_same_whichever_file_it_came_in():
    one = made_decision("A", source_file_sha256="f1", recorded_at="2026-01-01")
    again = made_decision("A", source_file_sha256="f2", recorded_at="2026-02-02")

    assert says_the_same(one, again)
    assert not says_the_same(one, replace(again, rationale="otherwise"))
