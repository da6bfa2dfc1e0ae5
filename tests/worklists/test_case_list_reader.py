"""Lists are read as the rank stage wrote them, or refused with what is not there."""

import pytest

from contracts.errors import InputError
from contracts.levels import Scale
from contracts.source import Source
from pipelines.running.outputs import write_json, write_table
from tests.worklists.test_case_list import FACTS, _frames
from worklists.case_list_reader import read_lists

SOURCE = Source(
    name="toy", title="A toy", about="", scale=Scale(("low", "medium", "high"), high_from="high")
)


def test_lists_come_back_as_they_were_ranked(tmp_path):
    worklist, cases = _frames()
    write_table(worklist, tmp_path / "worklist.parquet")
    write_table(cases, tmp_path / "cases.parquet")
    write_json([FACTS], tmp_path / "lists.json")

    (published,) = read_lists(tmp_path, SOURCE)

    assert published.unit_id == "N01"
    assert [case.case_reference for case in published.cases] == ["C-7F3K"]


def test_every_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError) as refusal:
        read_lists(tmp_path, SOURCE)

    assert len(refusal.value.faults) == 3
    assert refusal.value.next_step == "run the rank stage first"
