"""The last local step: lists with the references teams work with, in files only their owner reads.

Run by people, outside the graph of stages and outside every tracking of runs. Nothing it reads
from the map is printed or logged.
"""

import os
from dataclasses import replace
from pathlib import Path

from contracts.checked_folder import CheckedFolder
from contracts.files.signature import sign
from contracts.secret_key import list_key
from contracts.source import Source
from pipelines.running.outputs import whole
from pipelines.running.params.sections import DeliverParameters
from pipelines.running.stage import Figures, run
from worklists.case_list import read_lists
from worklists.delivery.delivery import PRIVATE, check_untracked, write_delivery
from worklists.delivery.identities import read_identities
from worklists.returns.rounds import KEPT, NEWEST, URGENT, keep_round
from worklists.team_places import read_team_places

CHECKED = Path("data/02_checked")
DELIVERIES = Path("deliveries")


def main(
    *,
    identities: Path,
    worklist: Path = NEWEST,
    urgent: Path = URGENT,
    checked: Path = CHECKED,
    out: Path = DELIVERIES,
    deliver: DeliverParameters,
) -> Figures:
    """Write every team's lists with local references, and keep the round for its returns."""
    check_untracked(out, Path.cwd())
    source = Source.load(CheckedFolder(checked).source_file)
    folders = dict.fromkeys([urgent, worklist])
    rounds = [folder for folder in folders if folder != URGENT or folder.is_dir()]
    places = read_team_places(CheckedFolder(checked))
    lists = [one for folder in rounds for one in read_lists(folder, source, places)]
    references = replace(read_identities(identities, lists=lists), case_link=deliver.case_link)
    os.umask(PRIVATE)  # before anything is written
    kept = [keep_round(folder, KEPT) for folder in rounds][-1]
    with whole(out / kept.name) as folder:
        write_delivery(lists, references, folder, key=list_key())
        sign(folder)
    return {"teams": len({one.unit_id for one in lists}), "cases": len(references.local)}


if __name__ == "__main__":
    run(main)
