"""The map from a list's pseudonyms to the references a team works with: read, checked, joined.

It is the one file with real references in it. No message says what stands in a cell.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from contracts.errors import InputError
from contracts.files.csv_writer import FORMULA_SIGNS
from worklists.case_list import PublishedList
from worklists.delivery.case_link import case_link
from worklists.listed_case import PublishedCase
from worklists.plain_text import plain_text

COLUMNS = ("case_reference", "local_reference")
LONGEST_REFERENCE = 100  # characters
_CURE = "correct the map; nothing was delivered"


@dataclass(frozen=True)
class Identities:
    """Local references by case reference, and the template of addresses of the case system."""

    local: Mapping[str, str]
    case_link: str | None = None

    def joined(self, published: PublishedList) -> PublishedList:
        """The list with each case's local reference, and its address, in place of its pseudonym."""
        return replace(published, cases=tuple(self._joined(case) for case in published.cases))

    def _joined(self, case: PublishedCase) -> PublishedCase:
        local = self.local[case.case_reference]
        return replace(case, case_reference=local, link=case_link(self.case_link, local))


def read_identities(path: Path, *, lists: Sequence[PublishedList]) -> Identities:
    """The local reference of every listed case.

    Parameters
    ----------
    path : Path
        A CSV file in UTF-8 with the columns ``case_reference`` and ``local_reference`` and no
        other. Cases that are not listed may be in it.
    lists : sequence of PublishedList
        The lists to be delivered.

    Raises
    ------
    InputError
        With every fault: columns, blanks, repeated pseudonyms, references that are too long,
        hold hidden characters or would run as a formula, one local reference for two cases,
        listed cases without one. Row numbers and counts only; row 1 is the first after
        the header.
    """
    rows = _rows(path)
    local = dict(rows)
    faults = [fault for fault in _row_faults(rows) if fault]
    wanted = [[case.case_reference for case in one.cases] for one in lists]
    absent = sum(reference not in local for one in wanted for reference in one)
    if absent:
        faults.append(f"{absent} of {sum(map(len, wanted))} listed cases are not in the map")
    shared = sum(_repeats([local[name] for name in one if name in local]) for one in wanted)
    if shared:
        faults.append(f"{shared} listed cases share a local reference with another of their list")
    names = {name for one in wanted for name in one if name in local}
    across = _repeats([local[name] for name in sorted(names)]) - shared
    if across > 0:
        faults.append(f"{across} listed cases share a local reference with a case of another team")
    if faults:
        raise InputError(path.name, faults, _CURE)
    return Identities({name: local[name] for one in wanted for name in one})


def local_references(path: Path) -> dict[str, str]:
    """The local reference of every case of the map, listed or not."""
    return dict(_rows(path))


def pseudonym_of(name: str, path: Path) -> str:
    """The case reference that the map ``path`` gives to a local reference; else ``name`` itself.

    Raises
    ------
    InputError
        If several cases have that local reference. It is not repeated.
    """
    pseudonyms = [reference for reference, local in _rows(path) if local == name]
    if len(pseudonyms) > 1:
        fault = f"{len(pseudonyms)} cases have that local reference"
        raise InputError(path.name, [fault], "ask by the case reference, as the map has it")
    return pseudonyms[0] if pseudonyms else name


def _rows(path: Path) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except FileNotFoundError:
        raise InputError(path.name, ["is not there"], "name the map with --identities") from None
    except (UnicodeDecodeError, csv.Error):
        raise InputError(path.name, ["is not a CSV file in UTF-8"], _CURE) from None
    header = tuple(lines[0]) if lines else ()
    if sorted(header) != sorted(COLUMNS):
        fault = f"has {len(header)} columns; allowed: {' and '.join(COLUMNS)}, and no other"
        raise InputError(path.name, [fault], _CURE)
    uneven = [number for number, row in enumerate(lines[1:], start=1) if len(row) != len(header)]
    if uneven:
        fault = f"not {len(header)} cells: {_counted(uneven)}"
        raise InputError(path.name, [fault], _CURE)
    first, second = (header.index(name) for name in COLUMNS)
    return [(row[first].strip(), row[second].strip()) for row in lines[1:]]


def _row_faults(rows: Sequence[tuple[str, str]]) -> list[str]:
    seen: set[str] = set()
    repeated = []
    for number, (reference, _) in enumerate(rows, start=1):
        if reference and reference in seen:
            repeated.append(number)
        seen.add(reference)
    numbered = list(enumerate((local for _, local in rows), start=1))
    found = {
        "a blank cell": [n for n, pair in enumerate(rows, start=1) if not all(pair)],
        "a case reference given before": repeated,
        f"a local reference above {LONGEST_REFERENCE} characters": [
            n for n, local in numbered if len(local) > LONGEST_REFERENCE
        ],
        "hidden characters in the local reference": [
            n for n, local in numbered if local[:1000] != plain_text(local[:1000])
        ],
        "a local reference that begins with = + - or @": [
            n for n, local in numbered if local.startswith(FORMULA_SIGNS)
        ],
    }
    return [f"{fault}: {_counted(at)}" for fault, at in found.items() if at]


def _repeats(values: Iterable[str]) -> int:
    """How many values stand there for a second time or more."""
    together = list(values)
    return len(together) - len(set(together))


def _counted(numbers: Sequence[int]) -> str:
    first = ", ".join(map(str, numbers[:5]))
    more = " and more" if len(numbers) > 5 else ""
    return f"{len(numbers)} row{'' if len(numbers) == 1 else 's'} (row {first}{more})"
