"""Decisions on record in, a snapshot out that later stages may read. Run by people, after returns.

Later stages never read the live database: `dvc add` the snapshot, and a run names what it knew.
"""

import json
import os
from pathlib import Path

from pipelines.running.outputs import whole, write_json, write_table
from pipelines.running.stage import Figures, run
from worklists.returns.backup import BACKUPS, back_up
from worklists.returns.frozen import (
    answered_lists,
    check_grown,
    frozen,
    labels_from_decisions,
    provenance,
)
from worklists.returns.rounds import KEPT, NEWEST, read_worklists, round_folders
from worklists.returns.store import DEFAULT_URL, URL_VARIABLE, Store

SNAPSHOT = Path("data/01_raw/decisions")


def main(
    *,
    snapshot: Path = SNAPSHOT,
    worklist: Path = NEWEST,
    rounds: Path = KEPT,
    backups: Path = BACKUPS,
) -> Figures:
    """Write the decisions, and the lists they answer, without free text or who decided.

    Every decision, whole, is first copied to the folder of backups.
    """
    with Store(os.environ.get(URL_VARIABLE, DEFAULT_URL)).opened() as decisions:
        recorded = decisions.all()
    last = snapshot / "provenance.json"
    check_grown(recorded, json.loads(last.read_text(encoding="utf-8")) if last.exists() else None)
    back_up(recorded, backups)
    earlier = [snapshot] if last.exists() else []
    listed = read_worklists([*round_folders(worklist, rounds), *earlier])
    with whole(snapshot) as folder:
        write_table(frozen(recorded), folder / "decisions.parquet")
        write_table(labels_from_decisions(frozen(recorded)), folder / "labels.parquet")
        write_table(answered_lists(recorded, listed), folder / "worklist.parquet")
        write_json(provenance(recorded), folder / last.name)
    return {"decisions": len(recorded), "lists answered": len({one.list_id for one in recorded})}


if __name__ == "__main__":
    run(main)
