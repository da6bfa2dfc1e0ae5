"""Values that identify a person, found in the columns where only pseudonyms may be."""

from collections.abc import Iterator

import pandas as pd

from contracts.findings import first_rows
from contracts.identifying import CASE_NUMBER, NAME, NUMBERS, matches, spaced, squeezed
from contracts.table import Column, RawTable, Table

PLACES = ("unit_id", "lau_id", "pdu_id", "region_id")


def raw_identifiers(raw: RawTable, table: Table) -> Iterator[str]:
    """A fault for each kind of raw identifier in each identifier column, in any case or spacing.

    Numbers of one form throughout, such as ``W000001``, are a table's keys, and case numbers only
    in a column of people. The names of teams are not looked for. No value is repeated.
    """
    for column in table.columns:
        if column.type != "string" or column.name not in raw.frame:
            continue
        if column.pseudonym or column.name.endswith("_id"):
            yield from _faults(raw, column)


def _faults(raw: RawTable, column: Column) -> Iterator[str]:
    values = raw.frame[column.name].astype("str")
    for kind, rows in _kinds(values, column).items():
        if rows.any():
            yield (
                f"{raw.file}: column '{column.name}' (raw_identifier): {rows.sum():,} of "
                f"{len(values):,} values look like raw {kind} "
                f"({first_rows(raw.frame.loc[rows, 'row'])}); allowed: pseudonyms of any other "
                "form, or anything with check.identifiers: live"
            )


def _kinds(values: pd.Series, column: Column) -> dict[str, "pd.Series[bool]"]:
    """Which values are of each kind."""
    bare = squeezed(values)
    kinds = {kind: matches(bare, pattern) for kind, pattern in NUMBERS.items()}
    if column.name in PLACES:
        return kinds
    cases = matches(bare, CASE_NUMBER)
    if not column.pseudonym and cases[values.notna()].all():
        cases &= len(bare.dropna().str[0].unique()) > 1
    return {"case numbers": cases} | kinds | {"names": matches(spaced(values), NAME)}
