"""Reads what evaluate and monitor wrote, for the page on how well lists work."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from contracts.errors import InputError
from contracts.files.csv_writer import as_recorded

TABLES = {  # table, picture
    "finds": "finds",
    "bins": "calibration",
    "units": "units",
    "learning_curve": "learning_curve",
}


@dataclass(frozen=True)
class Evaluated:
    """What evaluate and monitor wrote.

    Parameters
    ----------
    finds, bins, units, learning_curve : DataFrame
        The tables of the pictures.
    pictures : mapping of bytes
        The SVG of each, by the same names.
    gate, performance : mapping
        ``gate.json`` and ``performance.json``.
    capacity : float
        Places as a share of all cases, 0 to 1.
    """

    finds: pd.DataFrame
    bins: pd.DataFrame
    units: pd.DataFrame
    learning_curve: pd.DataFrame
    pictures: Mapping[str, bytes]
    gate: Mapping[str, Any]
    performance: Mapping[str, Any]
    capacity: float


def read_evaluated(evaluation: Path, performance: Path, *, capacity: float) -> Evaluated:
    """The tables, pictures and verdicts.

    Raises
    ------
    InputError
        Naming every file that is not there.
    """
    files = [evaluation / f"{name}.csv" for name in TABLES]
    files += [evaluation / f"{name}.svg" for name in TABLES.values()]
    faults = [
        f"{path.name} is not there"
        for path in [*files, evaluation / "gate.json", performance]
        if not path.is_file()
    ]
    if faults:
        raise InputError("how well lists work", faults, "run the evaluate and monitor stages first")
    tables = {name: _table(evaluation / f"{name}.csv") for name in TABLES}
    return Evaluated(
        **tables,
        pictures={name: (evaluation / f"{svg}.svg").read_bytes() for name, svg in TABLES.items()},
        gate=json.loads((evaluation / "gate.json").read_text(encoding="utf-8")),
        performance=json.loads(performance.read_text(encoding="utf-8")),
        capacity=capacity,
    )


def _table(path: Path) -> pd.DataFrame:
    """A table as evaluate wrote it: only blanks are missing, a team may be called NA or 007."""
    others = pd.read_csv(path, nrows=0).columns.difference(["unit_id"])
    blank = {name: [""] for name in others}
    as_text = {"unit_id": as_recorded}
    return pd.read_csv(path, converters=as_text, na_values=blank, keep_default_na=False)
