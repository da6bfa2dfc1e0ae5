"""Input that no row of can be trusted: refused before anything is checked, all faults at once."""

import difflib
from collections.abc import Iterator, Mapping

from contracts.findings import first_rows
from contracts.refusal import Refusal
from contracts.sift import Sifted
from contracts.table import RawTable, Table

NO_FILE = "no file"
RAW_IDENTIFIER = r"[A-Z]\d{6}|[A-Z]\d{4}[A-Z]{2}"
NEXT = "correct the extract, or the columns that the profile names"


def refuse_unusable(
    raw: Mapping[str, RawTable], contracts: Mapping[str, Table], *, identifiers: str
) -> None:
    """Refuse missing tables and columns, empty required tables and raw identifiers.

    Raises
    ------
    Refusal
        With every fault: file, column, code, count, first rows and what is allowed.
    """
    faults = [*_missing_tables(raw, contracts)]
    for name, table in raw.items():
        faults += _missing_columns(table, contracts[name])
        if identifiers != "live":
            faults += _raw_identifiers(table, contracts[name])
    if faults:
        files = ", ".join(sorted({table.file for table in raw.values()} - {NO_FILE})) or "source"
        raise Refusal(files, faults, NEXT)


def refuse_nothing_kept(sifted: Sifted, *, raw: RawTable) -> None:
    """Refuse a run in which no row of ``raw`` is left, with what was found, the commonest first."""
    if len(sifted.kept):
        return
    grave = sifted.findings[sifted.findings["severity"] == "error"]
    groups = sorted(grave.groupby(["column", "code"]), key=lambda pair: -len(pair[1]))
    faults = [
        f"{raw.file}: column '{column}' ({code}): {len(group):,} of {len(raw.frame):,} values "
        f"({first_rows(group['row'])}); {group['detail'].iloc[0]}".rstrip("; ")
        for (column, code), group in groups
    ]
    told = f"{raw.file}: no row of {len(raw.frame):,} can be kept"
    raise Refusal(raw.file, [told, *faults], NEXT)


def _missing_tables(raw: Mapping[str, RawTable], contracts: Mapping[str, Table]) -> Iterator[str]:
    for name, table in contracts.items():
        if table.required and name not in raw:
            yield f"table '{name}' (missing_table): no file holds it; it is required"
        elif table.required and raw[name].frame.empty:
            yield f"{raw[name].file}: table '{name}' (empty_table): 0 rows; at least 1 is needed"


def _missing_columns(raw: RawTable, table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.required and column.name not in raw.frame and not raw.frame.empty:
            near = difflib.get_close_matches(column.name, raw.ignored, n=3, cutoff=0.6)
            also = f"; near: {', '.join(near)}" if near else ""
            yield (
                f"{raw.file}: column '{column.name}' (missing_column) of table '{raw.name}' "
                f"is not there; required: {column.type}{also}"
            )


def _raw_identifiers(raw: RawTable, table: Table) -> Iterator[str]:
    for column in table.columns:
        if not column.pseudonym or column.name not in raw.frame:
            continue
        values = raw.frame[column.name].astype("str").str.strip()
        strikes = values.str.fullmatch(RAW_IDENTIFIER).fillna(False).astype(bool)
        if strikes.any():
            yield (
                f"{raw.file}: column '{column.name}' (raw_identifier): {strikes.sum():,} of "
                f"{len(values):,} values look like raw case or prison numbers "
                f"({first_rows(raw.frame.loc[strikes, 'row'])}); allowed: pseudonyms, or raw "
                "numbers where check.identifiers is live"
            )
