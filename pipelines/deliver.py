"""The last local step: lists with the references teams work with, in files only their owner reads.

Run by people, outside the graph of stages and outside every tracking of runs. Nothing it reads
from the map is printed or logged.
"""

import json
import os
from pathlib import Path

import pandas as pd

from contracts.source import Source
from pipelines.running.outputs import whole
from pipelines.running.stage import Figures, run
from worklists.case_list import published_lists
from worklists.delivery.delivery import PRIVATE, check_untracked, write_delivery
from worklists.delivery.identities import read_identities
from worklists.returns.rounds import KEPT, NEWEST, keep_round
from worklists.workbook.check_value import KEY_VARIABLE

CHECKED = Path("data/02_checked")
DELIVERIES = Path("deliveries")


def main(
    *, identities: Path, worklist: Path = NEWEST, checked: Path = CHECKED, out: Path = DELIVERIES
) -> Figures:
    """Write every team's list with local references, and keep the round for its returns."""
    check_untracked(out, Path.cwd())
    lists = published_lists(
        worklist=pd.read_parquet(worklist / "worklist.parquet"),
        cases=pd.read_parquet(worklist / "cases.parquet"),
        lists=json.loads((worklist / "lists.json").read_text(encoding="utf-8")),
        source=Source.load(checked / "source.json"),
    )
    known = read_identities(identities, lists=lists)
    key = os.environ.get(KEY_VARIABLE)
    os.umask(PRIVATE)  # before anything is written
    kept = keep_round(worklist, KEPT)
    with whole(out / kept.name) as folder:
        write_delivery(lists, known, folder, key=key.encode() if key else None)
    return {"teams": len({one.unit_id for one in lists}), "cases": len(known.local)}


if __name__ == "__main__":
    run(main)
