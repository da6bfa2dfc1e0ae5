"""The snapshot: what leaves the database, what never does, and what may count as a label."""

from dataclasses import replace

import pandas as pd
import pytest

from contracts.errors import InputError
from tests.worklists.returns.made_up import made_decision
from worklists.returns.decisions import FIRST, chained
from worklists.returns.frozen import (
    answered_lists,
    check_grown,
    current_decisions,
    frozen,
    labels_from_decisions,
    provenance,
)


@pytest.fixture
def chain():
    return chained(
        [
            made_decision("A", decision_id="D1", outcome="more_info"),
            made_decision("B", decision_id="D2"),
            made_decision("A", decision_id="D3", outcome="regrade", level="high", supersedes="D1"),
            made_decision("C", decision_id="D4", outcome="more_info", saw_reasons=False),
        ],
        prev_hash=FIRST,
    )


def test_neither_the_explanation_nor_who_decided_is_frozen(chain):
    table = frozen(chain)

    assert not {"rationale", "decided_by"} & set(table)
    assert not table.isin(["because", "SPO-7"]).any(axis=None)


def test_a_snapshot_of_nothing_has_the_same_columns(chain):
    empty = frozen([])

    assert len(empty) == 0
    assert list(empty) == list(frozen(chain))
    assert (empty.dtypes == frozen(chain).dtypes).all()


def test_the_provenance_counts_and_names_the_last_record(chain):
    said = provenance(chain)

    assert (said["records"], said["lists"], said["files"]) == (4, 1, 1)
    assert said["last_hash"] == chain[-1].hash
    assert said["left_out"] == ["rationale", "decided_by"]


def test_a_database_that_grew_is_accepted(chain):
    check_grown(chain, provenance(chain[:2]))


def test_a_database_that_lost_or_changed_records_is_refused(chain):
    other = chained([replace(chain[0], rationale="x"), *chain[1:]], prev_hash=FIRST)

    with pytest.raises(InputError, match="holds 2 records; the last snapshot held 4"):
        check_grown(chain[:2], provenance(chain))
    with pytest.raises(InputError, match="record 2 is not the last record of the last snapshot"):
        check_grown(other, provenance(chain[:2]))
    with pytest.raises(InputError, match="record 2: was changed after it was recorded"):
        check_grown([chain[0], replace(chain[1], rank=9), *chain[2:]], None)


def test_a_superseded_decision_no_longer_stands(chain):
    assert list(current_decisions(frozen(chain))["decision_id"]) == ["D2", "D3", "D4"]


def test_labels_are_decisions_with_a_level_and_say_where_they_come_from(chain):
    labels = labels_from_decisions(frozen(chain))

    assert labels[["assessment_id", "audited_rosh"]].to_numpy().tolist() == [
        ["B", "medium"],
        ["A", "high"],
    ]
    assert set(labels["selection_reason"]) == {"model_list"}
    assert list(labels["blind_to_model"]) == [False, False]
    assert labels["audit_completed_date"].iloc[0] == pd.Timestamp("2026-11-19")


def test_labels_from_nothing_keep_their_types():
    labels = labels_from_decisions(frozen([]))

    assert len(labels) == 0
    assert labels["audit_completed_date"].dtype == "datetime64[us]"


def test_only_lists_that_were_answered_are_kept(chain):
    listed = pd.DataFrame({"list_id": ["L1", "L1", "L9"], "assessment_id": ["A", "B", "C"]})

    assert list(answered_lists(chain, listed)["assessment_id"]) == ["A", "B"]
