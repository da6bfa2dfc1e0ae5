"""Small clean records of a made-up service, as texts, and the files they are written to."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from synthetic.settings import DemoSettings
from synthetic.world import make_world

ROWS = 40
FORMS = ("comma.csv", "semicolon.csv", "tab.tsv", "text.parquet")
DELIMITERS = {"comma.csv": ",", "semicolon.csv": ";", "tab.tsv": "\t"}
COLUMNS = {  # some of each type: a file of all columns takes three times as long to check
    "assessments": (
        *("assessment_id", "person_id", "assessment_date", "assigned_rosh", "unit_id"),
        *("initiated_date", "assessment_type", "purpose", "rosh_children_community"),
        *("violence_2yr_pct", "assessor_id", "assessor_months_in_role", "release_date"),
        *("child_contact_potential", "predictor_static_or_dynamic"),
    ),
    "audits": (
        *("audit_id", "assessment_id", "audit_completed_date", "audited_rosh"),
        *("selection_reason", "selection_probability", "reviewer_id", "blind_to_model"),
        "failing_codes",
    ),
}
Tables = dict[str, pd.DataFrame]


@cache
def _clean() -> Tables:
    settings = DemoSettings(11, 500, 160, "realistic", "additive", 0.0)
    tables = make_world(settings, np.random.default_rng(11)).tables
    audits = tables["audits"].drop_duplicates("assessment_id")
    ids = audits["assessment_id"].head(ROWS // 2)
    rest = tables["assessments"].loc[~tables["assessments"]["assessment_id"].isin(ids)].head(ROWS)
    audited = tables["assessments"].loc[tables["assessments"]["assessment_id"].isin(ids)]
    cut = {
        "assessments": pd.concat([audited, rest.head(ROWS - len(audited))]),
        "audits": audits[audits["assessment_id"].isin(ids)],
    }
    return {name: _texts(frame, COLUMNS[name]) for name, frame in cut.items()}


def clean_tables() -> Tables:
    """Assessments and audits in which the check stage finds nothing; every cell a text."""
    return {name: frame.copy() for name, frame in _clean().items()}


def _texts(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    named = [name for name in columns if name in frame]
    return pd.DataFrame(
        {name: [_text(cell) for cell in frame[name]] for name in named}, dtype=object
    )


def _text(cell: Any) -> str:
    if isinstance(cell, (list, np.ndarray)):
        return "|".join(map(str, cell))
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return f"{cell:.12g}" if isinstance(cell, float) else str(cell)


@dataclass(frozen=True)
class Typed:
    """A column of Parquet in a type of its own."""

    name: str
    cells: pa.Array


def write(table: pd.DataFrame, path: Path, form: str, typed: Typed | None = None) -> Path:
    """Write a table of texts in one of ``FORMS``; the file's path.

    ``typed`` stands in place of the column of its name, in Parquet alone.
    """
    file = path.with_suffix("." + form.rpartition(".")[2])
    if form.endswith("parquet"):
        cells = [pa.array([cell or None for cell in table[name]], pa.string()) for name in table]
        arrow = pa.table(cells, names=list(table))
        if typed is not None:
            arrow = arrow.set_column(list(table).index(typed.name), typed.name, typed.cells)
        pq.write_table(arrow, file)
        return file
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=DELIMITERS[form])
        writer.writerow(list(table))
        writer.writerows(table.to_numpy().tolist())
    return file
