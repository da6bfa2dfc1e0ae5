"""What an earlier round left behind, and how it is refused where it cannot be read."""

import json

import pandas as pd
import pytest

from contracts.errors import InputError
from worklists.ranking.capacity import read_capacity
from worklists.ranking.previous_round import read_decisions, read_previous


def test_a_folder_without_a_list_or_decisions_says_that_there_are_none_yet(tmp_path):
    (tmp_path / "README.md").write_text("Nothing yet.")

    assert read_previous(tmp_path).empty
    assert read_decisions(tmp_path).empty


def test_half_a_list_is_not_no_list(tmp_path):
    (tmp_path / "lists.json").write_text("[]")

    with pytest.raises(InputError, match=r"rank\.previous: 1 fault"):
        read_previous(tmp_path)


@pytest.mark.parametrize(
    ("read", "where"),
    [
        (read_capacity, "rank.capacity"),
        (read_previous, "rank.previous"),
        (read_decisions, "rank.decisions"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused_by_its_parameter(read, where, tmp_path):
    with pytest.raises(InputError, match=f"{where}: 1 fault") as refusal:
        read(tmp_path / "absent")

    assert refusal.value.next_step == "correct the path in section 'rank' of params.yaml"


def test_the_latest_decision_counts_and_a_blank_date_is_that_of_recording(tmp_path):
    rows = [
        ("A1", "more_info", "2026-11-02", "2026-11-03T10:00:00", "2026-12-01"),
        ("A1", "agree", "", "2026-11-09T10:00:00", ""),
    ]
    columns = ["case_key", "outcome", "decided_at", "recorded_at", "follow_up_date"]
    pd.DataFrame(rows, columns=columns).to_parquet(tmp_path / "decisions.parquet")

    (decision,) = read_decisions(tmp_path).to_dict("records")

    assert (decision["assessment_id"], decision["outcome"]) == ("A1", "agree")
    assert decision["decided_on"] == pd.Timestamp("2026-11-09")
    assert pd.isna(decision["follow_up_on"])


def test_the_previous_list_comes_with_its_date(tmp_path):
    listed = {"assessment_id": ["A1"], "unit_id": ["N01"], "list_id": ["L1"], "position": [1]}
    first = {"first_listed_on": [pd.Timestamp("2026-11-02")], "first_selected_by": ["model"]}
    pd.DataFrame(listed | first | {"first_inclusion_probability": [1.0]}).to_parquet(
        tmp_path / "worklist.parquet"
    )
    (tmp_path / "lists.json").write_text(json.dumps([{"list_id": "L1", "made_on": "2026-11-09"}]))

    previous = read_previous(tmp_path)

    assert previous["listed_on"].to_list() == [pd.Timestamp("2026-11-09")]
