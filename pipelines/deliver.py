"""The last local step: lists with the references teams work with, in files only their owner reads.

Run by people, outside the graph of stages and outside every tracking of runs. Nothing it reads
from the map is printed or logged.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from contracts.checked_folder import CheckedFolder
from contracts.files.signature import sign
from contracts.secret_key import list_key
from contracts.source import Source
from pipelines.running.outputs import whole
from pipelines.running.params.sections import DeliverParameters, RankParameters
from pipelines.running.stage import Figures, run
from worklists.case_list import read_lists
from worklists.delivery.delivery import PRIVATE, check_untracked, write_delivery
from worklists.delivery.follow_ups import FollowUpRecords, with_follow_ups
from worklists.delivery.identities import local_references, read_identities
from worklists.returns.rounds import KEPT, NEWEST, URGENT, keep_round, read_references
from worklists.returns.store import DEFAULT_URL, URL_VARIABLE, Store
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
    rank: RankParameters,
) -> Figures:
    """Write every team's lists with local references, and keep the round for its returns.

    What teams promised in earlier answers goes with them.
    """
    check_untracked(out, Path.cwd())
    records = CheckedFolder(checked)
    source = Source.load(records.source_file)
    folders = dict.fromkeys([urgent, worklist])
    rounds = [folder for folder in folders if folder != URGENT or folder.is_dir()]
    places = read_team_places(records)
    lists = [one for folder in rounds for one in read_lists(folder, source, places)]
    references = replace(read_identities(identities, lists=lists), case_link=deliver.case_link)
    promises = FollowUpRecords(
        decisions=Store(os.environ.get(URL_VARIABLE, DEFAULT_URL)).recorded(),
        assessments=records.table("assessments"),
        references=_called(local_references(identities), rounds),
        today=source.run_date,
        weeks=rank.carry_over_weeks,
    )
    os.umask(PRIVATE)  # before anything is written
    kept = [keep_round(folder, KEPT) for folder in rounds][-1]
    with whole(out / kept.name) as folder:
        write_delivery(with_follow_ups(lists, promises), references, folder, key=list_key())
        sign(folder)
    return {"teams": len({one.unit_id for one in lists}), "cases": len(references.local)}


def _called(local: Mapping[str, str], rounds: Iterable[Path]) -> dict[str, str]:
    """What every case listed so far is called: its local reference where the map has it."""
    pseudonyms = read_references([*rounds, *sorted(KEPT.glob("*"), reverse=True)])
    return {case: local.get(name, name) for case, name in pseudonyms.items()}


if __name__ == "__main__":
    run(main)
