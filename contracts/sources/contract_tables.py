"""A source in the contract's own names: nine tables, or one flat file, whatever made them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from contracts.findings import Finding
from contracts.refusal import Refusal
from contracts.sources.declared import Feature, Profile
from contracts.sources.files import DataFile, near, open_file, read
from contracts.sources.own import own_features
from contracts.sources.raw import RawSource
from contracts.sources.resolved import resolve
from contracts.table import RawTable, Table, load_tables

JOINED = ("audit_id", "assessment_id")


@dataclass(frozen=True)
class Matched:
    """A file and the table it holds; ``columns`` are the file's names by their contract names."""

    table: Table
    file: DataFile
    columns: Mapping[str, str]


def read_contract(profile: Profile, paths: list[Path]) -> RawSource:
    """The contract's tables found in ``paths``, by their file names; or one flat file of them.

    The assessments file may hold the columns of audits, and columns of the profile's own
    features, where the tables that supply them are absent.
    """
    found = _found(paths, profile)
    tables: dict[str, RawTable] = {}
    findings: list[Finding] = []
    features: dict[str, Feature] = {}
    for name, (table, file) in found.items():
        if name == "assessments":
            features = _features(profile, file, found)
            raw, told = _assessments(profile, file, found, features)
            tables |= raw
        else:
            matched = _matched(table, file)
            tables[name], told = _plain(profile, matched)
        findings += told
    return RawSource(tables, resolve(profile, features), tuple(findings))


def _found(paths: list[Path], profile: Profile) -> dict[str, tuple[Table, DataFile]]:
    contract = load_tables()
    by_name: dict[str, list[Path]] = {}
    for path in paths:
        by_name.setdefault(canonical(path.stem), []).append(path)
    if len(paths) == 1 and not by_name.keys() & contract.keys():
        by_name = {"assessments": paths}
    faults = [
        f"table '{name}' is there {len(files)} times: {', '.join(p.name for p in files)}"
        for name, files in by_name.items()
        if name in contract and len(files) > 1
    ]
    if "assessments" not in by_name:
        faults.append(f"no file is named 'assessments'{near('assessments', by_name)}")
    if faults:
        raise Refusal(str(paths[0].parent), faults, "name each file after its table, once")
    return {
        name: (table, open_file(by_name[name][0], profile.dialect))
        for name, table in contract.items()
        if name in by_name
    }


def canonical(name: str) -> str:
    """A file's or column's name in the contract's spelling: small letters, underscores."""
    return "_".join(name.strip().lower().replace("-", " ").split())


def _matched(table: Table, file: DataFile, *, more: Iterable[str] = ()) -> Matched:
    """The table's columns in the file; refused where a required one is absent."""
    by_name = {canonical(column): column for column in reversed(file.columns)}
    wanted = [*table.names, *more]
    faults = [
        f"there is no column '{column.name}'{near(column.name, file.columns)}"
        for column in table.columns
        if column.required and column.name not in by_name
    ]
    if faults:
        step = "add the columns, or write a profile that names yours (docs/sources.md)"
        raise Refusal(file.name, faults, step)
    return Matched(table, file, {name: by_name[name] for name in wanted if name in by_name})


def _plain(profile: Profile, matched: Matched) -> tuple[RawTable, list[Finding]]:
    file, name = matched.file, matched.table.name
    frame, findings = read(file, set(matched.columns.values()), blank=profile.blank, table=name)
    renamed = frame.rename(columns={column: key for key, column in matched.columns.items()})
    ignored = [column for column in file.columns if column not in matched.columns.values()]
    return RawTable(name, file.name, renamed, tuple(ignored)), findings


def _features(profile: Profile, file: DataFile, found: Mapping[str, object]) -> dict[str, Feature]:
    """The profile's own features to read: there, and not supplied by a table that is there."""
    present = {canonical(column) for column in file.columns}
    return {
        name: feature
        for name, feature in profile.features.items()
        if not feature.unless or (feature.unless not in found and feature.column in present)
    }


def _assessments(
    profile: Profile,
    file: DataFile,
    found: Mapping[str, tuple[Table, DataFile]],
    features: Mapping[str, Feature],
) -> tuple[dict[str, RawTable], list[Finding]]:
    contract = load_tables()
    of_audit = [name for name in contract["audits"].names if name not in JOINED]
    own = [feature.column for feature in profile.features.values()]
    matched = _matched(contract["assessments"], file, more=[*of_audit, *own])
    raw, findings = _plain(profile, matched)
    frame = raw.frame
    tables = {"assessments": replace(raw, frame=frame[_among(frame, contract["assessments"])])}
    held = [name for name in of_audit if name in frame]
    if held and "audits" not in found:
        tables["audits"] = RawTable("audits", file.name, _audits(frame, held))
    if features:
        extra = own_features(profile, features, frame, frame)
        tables["extra"] = RawTable("extra", file.name, extra)
    return tables, findings


def _among(frame: pd.DataFrame, table: Table) -> list[str]:
    return ["row", *(name for name in table.names if name in frame)]


def _audits(frame: pd.DataFrame, held: list[str]) -> pd.DataFrame:
    """One row for each assessment that has a level or a day of its review."""
    says = [name for name in ("audited_rosh", "audit_completed_date", "outcome") if name in held]
    audited = frame[frame[says].notna().any(axis=1)] if says else frame.iloc[:0]
    return audited[["row", "assessment_id", *held]].assign(audit_id=audited["assessment_id"])
