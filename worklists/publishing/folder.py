"""Writes a run's lists as files: a folder a team, an index, the notices and the schema."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from worklists.case_list import PublishedList
from worklists.publishing.case_schema import SCHEMA_FILE
from worklists.publishing.exports import as_csv, as_json_lines
from worklists.publishing.page import ListFiles, index_page, team_page
from worklists.workbook.book import write_workbook

_HERE = Path(__file__).parent
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")  # no file may be called so on Windows


HOW_WELL = "how-well.html"


def write_lists(
    published: Sequence[PublishedList],
    folder: Path,
    *,
    key: bytes | None,
    how_well: str | None = None,
) -> None:
    """Write every list into its team's folder under ``folder``, and the index beside them.

    Parameters
    ----------
    published : sequence of PublishedList
        Lists of one run.
    folder : Path
        Existing and empty.
    key : bytes or None
        Of the check values in the workbooks.
    how_well : str, optional
        The page on how well lists work, to stand beside the index.
    """
    teams = folder_names(sorted({one.unit_id for one in published}))
    stems = folder_names([one.list_id for one in published])
    entries = []
    for one in published:
        place = folder / teams[one.unit_id]
        place.mkdir(exist_ok=True)
        _write(one, place / stems[one.list_id], key=key)
        path = f"{teams[one.unit_id]}/{stems[one.list_id]}"
        others = (("Workbook", ".xlsx"), ("CSV", ".csv"), ("JSON Lines", ".jsonl"))
        named = tuple((name, path + ending) for name, ending in others)
        entries.append((one, ListFiles(page=f"{path}.html", others=named)))
    if how_well is not None:
        _text(folder / HOW_WELL, how_well)
    index = index_page(entries, how_well=None if how_well is None else HOW_WELL)
    _text(folder / "index.html", index)
    for shared, name in (("web/NOTICE", "NOTICE.txt"), (f"schema/{SCHEMA_FILE}", SCHEMA_FILE)):
        _text(folder / name, (_HERE / shared).read_text(encoding="utf-8"))


def folder_names(ids: Sequence[str]) -> dict[str, str]:
    """A name for each id that every file system takes, and no two the same.

    Lower case letters, digits, ``-`` and ``_`` only, at most 60. Ids that would share a name
    all get a part of their own hash.

    Examples
    --------
    >>> folder_names(["N01-T3", "../../etc", "CON"])
    {'N01-T3': 'n01-t3', '../../etc': 'etc', 'CON': 'id-con'}
    >>> folder_names(["Leeds/1", "leeds 1"])
    {'Leeds/1': 'leeds-1-4e30717d', 'leeds 1': 'leeds-1-65dd4ecb'}
    """
    plain = {one: _plain(one) for one in ids}
    named = {one: f"{name}-{_digest(one)}" for one, name in plain.items()}
    shared = Counter([*plain.values(), *named.values()])
    return {one: name if shared[name] == 1 else named[one] for one, name in plain.items()}


def _plain(text: str) -> str:
    name = re.sub(r"[^a-z0-9_-]+", "-", text.lower()).strip("-")[:60] or "id"
    return f"id-{name}" if _RESERVED.fullmatch(name) else name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]


def _write(published: PublishedList, stem: Path, *, key: bytes | None) -> None:
    _text(stem.with_name(stem.name + ".html"), team_page(published))
    _text(stem.with_name(stem.name + ".csv"), "\ufeff" + as_csv(published))
    _text(stem.with_name(stem.name + ".jsonl"), as_json_lines(published))
    write_workbook(published, stem.with_name(stem.name + ".xlsx"), key=key)


def _text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
