"""Adapts raw extracts of OASys and nDelius to the contract's tables, as the mapping declares."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from contracts.errors import InputError
from contracts.files.reader import near
from contracts.findings import Finding, found
from contracts.identifying import shown_file
from contracts.source import RawSource
from contracts.sources.contract.read import canonical, read_table
from contracts.sources.oasys_ndelius.extracts import Extract, open_extracts
from contracts.sources.oasys_ndelius.mapping import Mapped, TableMapping, load_mappings
from contracts.sources.oasys_ndelius.sql import adapted, dropped, engine_over
from contracts.sources.profile.resolve import resolve
from contracts.sources.profile.schema import Profile
from contracts.table import RawTable, Table, load_tables

NEXT = "extract the fields; docs/sources-oasys-ndelius.md has every one"


def read_extracts(profile: Profile, paths: list[Path]) -> RawSource:
    """The contract's tables made of the extracts in ``paths``, one file a table of that system.

    A file named after a contract table is read as that table, in place of what the extracts
    would give. A table whose main extract is absent is absent.

    Raises
    ------
    InputError
        If a field that a required column needs is not extracted; all of them together.
    """
    contract = load_tables()
    ready = {canonical(p.stem): p for p in paths if canonical(p.stem) in contract}
    mappings = {name: m for name, m in load_mappings().items() if name not in ready}
    extracts, findings = open_extracts(profile, paths, mappings.values())
    used = {path.name for path in ready.values()} | {one.file for one in extracts.values()}
    findings += _left_over(paths, used)
    mappings = {name: m for name, m in mappings.items() if m.main in extracts}
    _refuse_gaps(mappings, extracts, contract)
    tables: dict[str, RawTable] = {}
    for name, path in ready.items():
        tables[name], changes = read_table(profile, contract[name], path)
        findings += changes
    with engine_over(extracts, mappings.values()) as engine:
        for name, mapping in mappings.items():
            file = extracts[mapping.main].file
            columns = _present(mapping, extracts)
            tables[name] = RawTable(name, file, adapted(engine, mapping, columns))
            findings += _left_out(name, file, dropped(engine, mapping))
    ordered = {name: tables[name] for name in contract if name in tables}
    return RawSource(ordered, resolve(profile, {}), tuple(findings))


def _left_over(paths: list[Path], used: set[str]) -> list[Finding]:
    names = [shown_file(path.name) for path in paths if path.name not in used]
    detail = f"no table of the source or the contract is named so, not read: {', '.join(names)}"
    return [found("assessments", "file_not_used", detail)] if names else []


def _present(mapping: TableMapping, extracts: Mapping[str, Extract]) -> dict[str, Mapped]:
    """The columns that these extracts can give."""
    return {
        name: column
        for name, column in mapping.columns.items()
        if (column.needs and column.needs in extracts)
        or any(o in extracts and f in extracts[o].frame for o, f in mapping.fields(column.sql))
    }


def _left_out(table: str, file: str, counts: Mapping[str, int]) -> Iterator[Finding]:
    for reason, count in counts.items():
        yield found(table, "not_a_record", f"{file}: {count:,} rows left out: {reason}")


def _refuse_gaps(
    mappings: Mapping[str, TableMapping],
    extracts: Mapping[str, Extract],
    contract: Mapping[str, Table],
) -> None:
    faults = [
        _gap(name, column, mapping, extracts[mapping.main])
        for name, mapping in mappings.items()
        for column in mapping.columns
        if contract[name].column(column).required and column not in _present(mapping, extracts)
    ]
    if faults:
        raise InputError(", ".join(sorted(e.file for e in extracts.values())), faults, NEXT)


def _gap(table: str, column: str, mapping: TableMapping, main: Extract) -> str:
    fields = sorted(mapping.fields(mapping.columns[column].sql))
    wanted = " or ".join(f"{owner}.{field}" for owner, field in fields)
    field = next((field for owner, field in fields if owner == mapping.main), column.upper())
    return f"{main.file}: column '{column}' of '{table}' needs {wanted}{near(field, main.names)}"
