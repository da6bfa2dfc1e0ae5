"""The monitor stage: a snapshot in, performance.json out."""

import dataclasses
import json

import pandas as pd
import pytest

from contracts.errors import InputError
from pipelines import monitor
from pipelines.running.outputs import write_table
from pipelines.running.params.sections import MonitorParameters
from tests.made_up_disclosure import PARAMETERS as DISCLOSURE
from tests.pipelines.made_up_scores import PARAMS as RANK
from tests.worklists.returns.made_up import made_decision
from worklists.returns.frozen import frozen
from worklists.returns.rounds import read_worklists

PARAMS = MonitorParameters(None, least_advantage=0.05, false_stop_every=500, least_reviewed=10)


def _monitor(folder, decisions):
    return monitor.main(
        checked=folder / "checked",
        performance=folder / "p.json",
        monitor=PARAMS,
        rank=dataclasses.replace(RANK, decisions=str(decisions)),
        disclosure=DISCLOSURE,
    )


def test_without_a_snapshot_it_says_that_nothing_is_known_and_to_go_on(tmp_path):
    figures = _monitor(tmp_path, tmp_path)

    written = json.loads((tmp_path / "p.json").read_text())
    assert figures == {"reviewed": 0, "verdict": "go on"}
    assert written["stop"] is False
    assert written["sentence"].startswith("No answers to lists made by the model are on record")


def test_a_snapshot_is_summed_up_and_written(tmp_path):
    decisions = [
        made_decision("A", outcome="regrade", review_outcome="raised", level="high"),
        made_decision("B", selected_by="random"),
    ]
    listed = pd.DataFrame({"list_id": ["L1"], "assessment_id": "A", "first_selected_by": "model"})
    write_table(frozen(decisions), tmp_path / "frozen/decisions.parquet")
    write_table(pd.concat([listed, read_worklists([])]), tmp_path / "frozen/worklist.parquet")

    audits = pd.DataFrame({"assessment_id": ["A", "Z"], "audited_rosh": ["high", "low"]})
    write_table(audits, tmp_path / "checked/tables/audits.parquet")

    figures = _monitor(tmp_path, tmp_path / "frozen")

    written = json.loads((tmp_path / "p.json").read_text())
    assert figures["reviewed"] == 2
    assert (written["model"]["raised"], written["model"]["listed"]) == (1, 1)
    assert written["random"]["value"] == 0.0
    assert (written["agreement_with_audits"]["both"], written["agreement_with_audits"]["same"]) == (
        1,
        1,
    )


def test_a_folder_of_decisions_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no such folder"):
        _monitor(tmp_path, tmp_path / "misspelt")
