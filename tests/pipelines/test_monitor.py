"""The monitor stage: a snapshot in, performance.json out."""

import json

import pandas as pd

from pipelines import monitor
from pipelines.outputs import write_table
from tests.worklists.returns.made_up import made_decision
from worklists.returns.frozen import frozen
from worklists.returns.rounds import read_worklists

PARAMS = monitor.Params(since=None, least_advantage=0.05, false_stop_every=500, least_reviewed=10)


def test_without_a_snapshot_it_says_that_nothing_is_known_and_to_go_on(tmp_path):
    figures = monitor.main(
        decisions=tmp_path / "never frozen", performance=tmp_path / "p.json", params=PARAMS
    )

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

    figures = monitor.main(
        decisions=tmp_path / "frozen", performance=tmp_path / "p.json", params=PARAMS
    )

    written = json.loads((tmp_path / "p.json").read_text())
    assert figures["reviewed"] == 2
    assert (written["model"]["raised"], written["model"]["listed"]) == (1, 1)
    assert written["random"]["value"] == 0.0
