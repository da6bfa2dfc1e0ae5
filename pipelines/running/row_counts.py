"""Rows that have to agree between the files that a stage reads, whoever wrote them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from contracts.checked_folder import CheckedFolder

ID = "assessment_id"
EQUAL = (("features", "assessments"), ("evidence", "assessments"), ("fallback", "scores"))


def row_faults(inputs: Mapping[str, Path]) -> list[str]:
    """One sentence for each pair of inputs that do not fit, and each table that is not whole.

    Parameters
    ----------
    inputs : mapping of Path
        By the name of the stage's option: ``checked``, ``features``, ``scores`` ...

    Returns
    -------
    list of str
        Of the checked folder: tables that source.json names and that are not there, or have
        another number of rows than accounts.json says. Of the others: assessments are named by
        texts, features and evidence have a row for each, the fallback has one for each score,
        and lists as many cases as they say.
    """
    faults = list(_of_checked(inputs["checked"])) if "checked" in inputs else []
    named = _named(inputs)
    faults += [fault for name, path in named.items() if (fault := _without_ids(name, path))]
    counts = {name: rows for name, path in named.items() if (rows := _rows(path)) is not None}
    for one, other in EQUAL:
        if one in counts and other in counts and counts[one] != counts[other]:
            faults.append(f"{one} have {counts[one]:,} rows, {other} {counts[other]:,}")
    faults += _of_lists(inputs["worklist"]) if "worklist" in inputs else []
    faults += _of_lists(inputs["urgent"]) if "urgent" in inputs else []
    return faults


def _named(inputs: Mapping[str, Path]) -> dict[str, Path]:
    """The tables that have a row for an assessment, by name."""
    named = {name: inputs[name] for pair in EQUAL for name in pair if name in inputs}
    if "checked" in inputs:
        named["assessments"] = CheckedFolder(inputs["checked"]).table_file("assessments")
    return {name: path for name, path in named.items() if path.is_file()}


def _without_ids(name: str, path: Path) -> str | None:
    """Whether a table's ``assessment_id`` is no text, so that nothing would join to it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema, rows = pq.read_schema(path), pq.read_metadata(path).num_rows
    except (OSError, pa.ArrowException):
        return None
    if not rows and ID in schema.names:
        return None  # nothing in scope: a column without a cell has no type of its own
    kind = schema.field(ID).type if ID in schema.names else None
    if kind is None or not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return f"{name}: {ID} is {kind or 'not there'}; it should be text"
    return None


def _of_checked(checked: Path) -> Iterator[str]:
    folder = CheckedFolder(checked)
    if not (folder.source_file.is_file() and folder.accounts_file.is_file()):
        return
    source, accounts = _json(folder.source_file), _json(folder.accounts_file)
    for name in source.get("tables", ()):
        file = folder.table_file(name)
        if not file.is_file():
            yield f"there is no {file}, which {folder.source_file.name} names"
        elif name in accounts and (rows := _rows(file)) != accounts[name]["kept"]:
            yield f"{file} has {rows} rows; {accounts[name]['kept']} were kept"


def _of_lists(folder: Path) -> list[str]:
    table, facts = folder / "worklist.parquet", folder / "lists.json"
    if not (table.is_file() and facts.is_file()):
        return []
    rows, listed = _rows(table), sum(one["listed"] for one in _json(facts))
    return [] if rows == listed else [f"{table} has {rows} rows; its lists hold {listed} cases"]


def _rows(path: Path) -> int | None:
    """Rows of a Parquet file by its foot, None where there is none to read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows: int = pq.read_metadata(path).num_rows
    except (OSError, pa.ArrowException):
        return None
    return rows


def _json(path: Path) -> dict:  # type: ignore[type-arg] # whatever stages write
    content: dict = json.loads(path.read_text(encoding="utf-8"))  # type: ignore[type-arg]
    return content
