"""Writes a run's lists as files: a folder a team, an index, the notices and the schema."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from worklists.case_list import PublishedList
from worklists.publishing.case_schema import SCHEMAS, schema_file
from worklists.publishing.exports import as_csv, as_json_lines
from worklists.publishing.follow_up_page import FOLLOW_UP, follow_up_page
from worklists.publishing.page import ListFiles, index_page, team_page
from worklists.workbook.book import write_workbook

_HERE = Path(__file__).parent
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")  # no file may be called so on Windows
HOW_WELL = "how-well.html"
SUMMARY = "summary.html"


@dataclass(frozen=True)
class PlacedList:
    """A list and where its files go: ``team`` is its folder, ``stem`` their name in it."""

    published: PublishedList
    team: str
    stem: str

    @property
    def files(self) -> ListFiles:
        """Its files, relative to the index of all teams."""
        return _files(f"{self.team}/{self.stem}")

    @property
    def in_team(self) -> ListFiles:
        """Its files, relative to the team's index."""
        return _files(self.stem)


def place_lists(lists: Sequence[PublishedList]) -> list[PlacedList]:
    """Where the files of each list of a run go, no two in one place."""
    teams = folder_names(sorted({one.unit_id for one in lists}))
    stems = folder_names([one.list_id for one in lists])
    return [PlacedList(one, teams[one.unit_id], stems[one.list_id]) for one in lists]


def write_lists(
    placed: Sequence[PlacedList],
    folder: Path,
    *,
    key: bytes | None,
    pseudonyms: Mapping[str, str] | None = None,
    pages: Mapping[str, str] | None = None,
) -> None:
    """Write every list into its team's folder under ``folder``, and the index beside them.

    Parameters
    ----------
    placed : sequence of PlacedList
        Lists of one run.
    folder : Path
        Existing and empty.
    key : bytes or None
        Of the check values in the workbooks.
    pseudonyms : mapping of str to str, optional
        The case reference the project knows, by the one shown.
    pages : mapping of str to str, optional
        Pages for managers by file name, to stand beside the index and be linked from it.
    """
    for one in placed:
        (folder / one.team).mkdir(exist_ok=True)
        stem = folder / one.team / one.stem
        _text(stem.with_name(f"{one.stem}.html"), team_page(one.published))
        _text(stem.with_name(f"{one.stem}.csv"), "\ufeff" + as_csv(one.published))
        _text(stem.with_name(f"{one.stem}.jsonl"), as_json_lines(one.published))
        workbook = stem.with_name(f"{one.stem}.xlsx")
        write_workbook(one.published, workbook, key=key, pseudonyms=pseudonyms)
        if one.published.follow_ups:
            _text(folder / one.team / FOLLOW_UP, follow_up_page(one.published))
    for name, page in (pages or {}).items():
        _text(folder / name, page)
    entries = [(one.published, one.files) for one in placed]
    _text(folder / "index.html", index_page(entries, for_managers=bool(pages)))
    for team in sorted({one.team for one in placed}):
        of_team = [(one.published, one.in_team) for one in placed if one.team == team]
        _text(folder / team / "index.html", index_page(of_team))
    shared = {f"schema/{schema_file(kind)}": schema_file(kind) for kind in SCHEMAS}
    for path, name in (shared | {"web/NOTICE": "NOTICE.txt"}).items():
        _text(folder / name, (_HERE / path).read_text(encoding="utf-8"))


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


def _files(path: str) -> ListFiles:
    others = (("Workbook", ".xlsx"), ("CSV", ".csv"), ("JSON Lines", ".jsonl"))
    return ListFiles(f"{path}.html", tuple((name, path + ending) for name, ending in others))


def _text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
