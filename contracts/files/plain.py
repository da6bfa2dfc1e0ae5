"""Small CSV files that people keep by hand, read as any other: text, exact, blanks as blanks."""

from pathlib import Path

import pandas as pd

from contracts.errors import InputError
from contracts.files.cells import as_text
from contracts.files.dialect import Dialect
from contracts.files.reader import open_file, read


def read_plain(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """The named columns of a CSV file as text; rows without any value are left out.

    Delimiter and encoding are found out, a byte order mark, letter case, spaces and hyphens in
    headings make no difference, other columns are not read. ``NA`` is a value.

    Raises
    ------
    InputError
        If the file cannot be read, or a column is not there, or is there twice.
    """
    file = open_file(path, Dialect())
    by_name: dict[str, list[str]] = {}
    for column in file.columns:
        by_name.setdefault(_plain(column), []).append(column)
    faults = [_fault(name, by_name) for name in columns if len(by_name.get(name, ())) != 1]
    if faults:
        raise InputError(path.name, faults, f"name the columns {', '.join(columns)}")
    stored = {name: by_name[name][0] for name in columns}
    frame, findings = read(file, set(stored.values()), blank=(), table=path.stem)
    ragged = [finding.row for finding in findings if finding.code == "ragged_row"]
    if ragged:
        fault = f"row {ragged[0]} has not {len(file.columns)} cells, as the heading has"
        raise InputError(path.name, [fault], "correct that row")
    table = pd.DataFrame({name: as_text(frame[column]) for name, column in stored.items()})
    return table.dropna(how="all").reset_index(drop=True)


def _plain(name: str) -> str:
    return "_".join(name.lower().replace("-", " ").replace("_", " ").split())


def _fault(name: str, by_name: dict[str, list[str]]) -> str:
    there = ", ".join(repr(one) for names in by_name.values() for one in names if one)
    if name in by_name:
        return f"column '{name}' is there {len(by_name[name])} times"
    return f"column '{name}' is not there; there are: {there}"
