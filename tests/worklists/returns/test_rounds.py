"""Rounds of lists: found where they are kept, refused where they are not."""

import pytest

from contracts.errors import InputError
from tests.pipelines.made_up_round import write_round
from worklists.returns.rounds import (
    keep_round,
    read_rounds,
    read_snapshot,
    read_worklists,
    round_folders,
)

LIST = "weekly-2026-11-16-leeds"


def test_the_newest_round_comes_first_and_what_is_no_round_is_left_out(tmp_path):
    newest = write_round(tmp_path / "newest")
    kept = write_round(tmp_path / "kept/2026-11-09")
    (tmp_path / "kept/notes").mkdir()

    assert round_folders(newest, tmp_path / "kept") == [newest, kept]
    assert round_folders(tmp_path / "absent", tmp_path / "absent") == []


def test_a_list_knows_its_cases_and_how_they_were_first_selected(tmp_path):
    issued = read_rounds([write_round(tmp_path / "round")])[LIST]

    cases = list(issued.cases.values())
    assert [case.selected_by for case in cases] == ["model", "random", "random"]
    assert [case.inclusion_probability for case in cases] == [1.0, 0.15, 0.2]
    assert [case.restricted for case in cases] == [False, False, True]
    assert (issued.model_version, issued.run_id) == ("", "")


def test_what_is_missing_from_rounds_is_told_together(tmp_path):
    folder = write_round(tmp_path / "round")
    (folder / "cases.parquet").unlink()

    with pytest.raises(InputError) as refused:
        read_rounds([folder, tmp_path / "absent"])

    assert [fault.split(": ")[1] for fault in refused.value.faults] == [
        "cases.parquet is not there",
        "worklist.parquet is not there",
        "cases.parquet is not there",
        "lists.json is not there",
    ]


def test_a_kept_round_is_named_after_its_date_and_reads_the_same(tmp_path):
    newest = write_round(tmp_path / "newest")

    folder = keep_round(newest, tmp_path / "kept")

    assert folder.name == "2026-11-16-weekly"
    assert read_rounds([folder]) == read_rounds([newest])


def test_a_case_read_from_two_copies_of_a_round_is_counted_once(tmp_path):
    newest = write_round(tmp_path / "newest")

    assert len(read_worklists([newest, newest])) == 3
    assert read_worklists([]).columns.tolist() == [
        "list_id",
        "assessment_id",
        "first_selected_by",
    ]


def test_where_nothing_was_frozen_the_snapshot_is_empty(tmp_path):
    decisions, worklists = read_snapshot(tmp_path)

    assert (len(decisions), len(worklists)) == (0, 0)
