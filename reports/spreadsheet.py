"""The tables of shares as a workbook, as published statistics lay them out (gptables)."""

import datetime as dt
import warnings
from collections.abc import Sequence
from pathlib import Path

import gptables
import pandas as pd

from contracts.disclosure.rules import DisclosureRules
from contracts.source import Source
from reports.published import SharesTable

MADE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # so that the same tables give the same bytes
WITHHELD, NOT_GIVEN = "[c]", "[x]"  # the symbols of the Government Analysis Function


def legend(rules: DisclosureRules) -> list[str]:
    """What symbols and numbers stand for."""
    few = f"counts from 1 to {rules.withhold_below - 1}"
    return [
        f"{WITHHELD} {few}, and others that would give them away",
        f"{NOT_GIVEN} too few cases for a share",
        f"Counts are rounded to the nearest {rules.round_to}; shares are made from rounded counts.",
    ]


def write_spreadsheet(
    tables: Sequence[SharesTable], path: Path, source: Source, rules: DisclosureRules
) -> None:
    """One sheet a table, a cover and a list of contents; the same tables give the same bytes."""
    cover = gptables.Cover(
        title=f"Ratings and audits: {source.title}",
        intro=["Tables of the accountability report.", *source.notes],
        about=legend(rules),
        contact=["Owner of this publication: to be filled in"],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # gptables 2.0 uses options that pandas 3 will drop
        sheets = {
            f"{n}": _sheet(table, n, legend(rules)) for n, table in enumerate(tables, start=1)
        }
        workbook = gptables.produce_workbook(
            str(path), sheets=sheets, cover=cover, contentsheet_options={"title": "Contents"}
        )
    workbook.set_properties({"created": MADE.replace(tzinfo=None), "author": ""})
    workbook.close()


def _sheet(table: SharesTable, number: int, about: list[str]) -> "gptables.GPTable":
    return gptables.GPTable(
        table=_columns(table),
        table_name=f"table_{number}",
        title=f"Table {number}: {table.caption}",
        subtitles=[],
        scope="All records of this source",
        source="Audits, enquiries and ratings as checked",
        legend=about,
        index_columns={1: 0},
    )


def _columns(table: SharesTable) -> pd.DataFrame:
    """Numbers as numbers, with a symbol wherever there is none."""
    named = {
        "of": table.of.capitalize(),
        "found": table.found.capitalize(),
        "rate": "Share (%)",
        "low95": "Lower 95 % limit (%)",
        "high95": "Upper 95 % limit (%)",
    }
    rows = table.rows[[*table.keys, *named]].copy()
    for part in ("rate", "low95", "high95"):
        values = (100 * rows[part].astype(float)).round(1).astype(object)
        rows[part] = values.where(values.notna(), NOT_GIVEN)
    for part in ("of", "found"):
        values = rows[part].astype(object)
        rows[part] = values.where(values.notna(), WITHHELD)
    keys = {key: key.capitalize() for key in table.keys}
    rows[list(table.keys)] = rows[list(table.keys)].astype(str)
    return rows.rename(columns=keys | named)
