"""The rounds of lists that were sent, read from the folders they were kept in."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from contracts.errors import InputError
from worklists.returns.frozen import frozen
from worklists.returns.issued import IssuedList, all_rounds, issued_lists

NEWEST = Path("data/07_worklist")  # made again by every run, so rounds are kept elsewhere
URGENT = Path("data/07_urgent")
KEPT = Path("returns/rounds")
FILES = ("worklist.parquet", "cases.parquet", "lists.json")
WAITING = "waiting.parquet"  # of ranked lists, for the next round
ANSWERED_COLUMNS = ["list_id", "assessment_id", "first_selected_by"]


def round_folders(newest: Path = NEWEST, kept: Path = KEPT, urgent: Path = URGENT) -> list[Path]:
    """The folders of the newest lists, where there are any, then those kept, in order of name."""
    folders = [newest, urgent, *sorted(kept.glob("*"))]
    return [folder for folder in folders if (folder / "lists.json").exists()]


def read_rounds(folders: Iterable[Path]) -> dict[str, IssuedList]:
    """Every list of the rounds whose rank stage wrote the folders, by list id.

    Raises
    ------
    InputError
        For folders that are no rounds, all together.
    """
    folders = list(folders)
    faults = [
        f"{folder}: {name} is not there"
        for folder in folders
        for name in FILES
        if not (folder / name).exists()
    ]
    if faults:
        raise InputError("rounds of lists", faults, "name folders that the rank stage wrote")
    return all_rounds(_read(folder) for folder in folders)


def read_worklists(folders: Iterable[Path]) -> pd.DataFrame:
    """Which case was listed, on which list, and how it was first selected; no case twice a list."""
    tables = [pd.read_parquet(folder / FILES[0], columns=ANSWERED_COLUMNS) for folder in folders]
    if not tables:
        return pd.DataFrame(columns=ANSWERED_COLUMNS).astype("str")
    together = pd.concat(tables).drop_duplicates(["list_id", "assessment_id"])
    return together.sort_values(["list_id", "assessment_id"], ignore_index=True)


def read_references(folders: Iterable[Path]) -> dict[str, str]:
    """The case reference of every assessment of the rounds; of several, that of the first round."""
    references: dict[str, str] = {}
    for folder in folders:
        cases = pd.read_parquet(folder / FILES[1], columns=["assessment_id", "case_reference"])
        for case, reference in cases.itertuples(index=False):
            references.setdefault(str(case), str(reference))
    return references


def read_snapshot(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frozen decisions and the lists they answer; both empty where none came back yet.

    Raises
    ------
    InputError
        If there is no such folder.
    """
    if not folder.is_dir():
        raise InputError(str(folder), ["there is no such folder"], "correct 'rank.decisions'")
    if not (folder / "decisions.parquet").exists():
        return frozen([]), read_worklists([])
    return pd.read_parquet(folder / "decisions.parquet"), pd.read_parquet(folder / FILES[0])


def keep_round(newest: Path, kept: Path) -> Path:
    """Copy a round to where returns look for it; the folder is named after its lists' date."""
    facts = json.loads((newest / "lists.json").read_text(encoding="utf-8"))
    dates = {str(one.get("made_on") or "undated") for one in facts}
    cadences = {str(one.get("cadence", "list")) for one in facts}
    folder = kept / "-".join([*sorted(dates), *sorted(cadences)])
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(newest / name, folder / name)
    if (newest / WAITING).exists():
        shutil.copyfile(newest / WAITING, folder / WAITING)
    return folder


def _read(folder: Path) -> dict[str, IssuedList]:
    return issued_lists(
        worklist=pd.read_parquet(folder / FILES[0]),
        cases=pd.read_parquet(folder / FILES[1]),
        lists=json.loads((folder / FILES[2]).read_text(encoding="utf-8")),
    )
