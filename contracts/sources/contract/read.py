"""A source in the contract's own names: nine tables, or one flat file, whatever made them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from contracts.errors import InputError
from contracts.files.cells import as_text, refuse_lost_digits
from contracts.files.dialect import plain_name
from contracts.files.numbers import with_plain_numbers
from contracts.files.reader import HEADER, DataFile, near, open_file, read
from contracts.findings import Finding, found
from contracts.identifying import shown_file
from contracts.source import RawSource
from contracts.sources.contract.cross_check import differences
from contracts.sources.days import settle_days
from contracts.sources.flat.extra_features import extra_features, is_number, renamed
from contracts.sources.profile.resolve import resolve
from contracts.sources.profile.schema import FeatureColumn, Profile
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
    features, where the tables that supply them are absent. Where both are there the table is
    used, and the differences are counted.
    """
    files = _found(paths, profile)
    findings = [*_not_tables(paths, files)]
    tables: dict[str, RawTable] = {}
    for name, (table, file) in files.items():
        more = _more_columns(profile) if name == "assessments" else ()
        tables[name], changes = _plain(profile, _matched(table, file, more=more))
        findings += changes
    records = tables["assessments"].frame
    tables["assessments"] = _only_assessments(tables["assessments"])
    if "assessment_id" not in records:  # checking refuses it, with whatever else is missing
        return RawSource(tables, resolve(profile, {}), tuple(findings))
    features = _features(profile, records, files)
    findings += differences(profile, records, tables)
    tables |= _cut(features, records, tables)
    return RawSource(tables, resolve(profile, features), tuple(findings))


def _not_tables(
    paths: list[Path], files: Mapping[str, tuple[Table, DataFile]]
) -> Iterator[Finding]:
    used = {file.path for _, file in files.values()}
    left = [path.name for path in paths if path not in used]
    if left:
        detail = (
            f"no table of the contract is named so, not read: {', '.join(map(shown_file, left))}"
        )
        yield found("assessments", "file_not_used", detail)


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
        raise InputError(str(paths[0].parent), faults, "name each file after its table, once")
    return {
        name: (table, open_file(by_name[name][0], profile.dialect))
        for name, table in contract.items()
        if name in by_name
    }


def read_table(profile: Profile, table: Table, path: Path) -> tuple[RawTable, list[Finding]]:
    """One table of the contract from the file at ``path``."""
    return _plain(profile, _matched(table, open_file(path, profile.dialect)))


def canonical(name: str) -> str:
    """A file's or column's name in the contract's spelling: small letters, underscores."""
    return "_".join(plain_name(name).lower().replace("-", " ").replace("_", " ").split())


def _matched(table: Table, file: DataFile, *, more: Iterable[str] = ()) -> Matched:
    """The columns of the file by their contract names. Checking judges what is absent.

    Raises
    ------
    InputError
        If two columns of the file have one name in the contract's spelling.
    """
    by_name: dict[str, list[str]] = {}
    for column in file.columns:
        by_name.setdefault(canonical(column), []).append(column)
    faults = [
        f"column '{name}' is there {len(columns)} times, as {', '.join(map(repr, columns))}"
        for name, columns in by_name.items()
        if len(columns) > 1 and name
    ]
    if faults:
        raise InputError(file.name, faults, HEADER)
    columns = {name: by_name[name][0] for name in [*table.names, *more] if name in by_name}
    return Matched(table, file, columns)


def _plain(profile: Profile, matched: Matched) -> tuple[RawTable, list[Finding]]:
    """The table's rows: identifiers exact, levels and numbers plain, days year first."""
    file, table = matched.file, matched.table
    lists = [matched.columns[name] for name in _of_type(table, "list") if name in matched.columns]
    columns = set(matched.columns.values())
    frame, findings = read(file, columns, blank=profile.blank, table=table.name, lists=lists)
    frame = frame.rename(columns={column: name for name, column in matched.columns.items()})
    ids = [str(name) for name in frame if str(name).endswith("_id")]
    refuse_lost_digits(file.name, {name: frame[name] for name in ids})
    frame = _with_levels(frame, profile.scale.spellings)
    frame = with_plain_numbers(frame, _numbers(profile, table), file, profile.dialect)
    frame, day_findings = settle_days(frame, _days(table, frame), profile.dialect)
    ignored = [column for column in file.columns if column and column not in columns]
    return RawTable(table.name, file.name, frame, tuple(ignored)), [*findings, *day_findings]


def _with_levels(frame: pd.DataFrame, spellings: Mapping[str, str]) -> pd.DataFrame:
    """Levels as the profile spells them, in every table that holds some."""
    levels = {name for table in load_tables().values() for name in _of_type(table, "level")}
    named = [name for name in frame if name in levels] if spellings else []
    return frame.assign(**{name: renamed(as_text(frame[name]), spellings) for name in named})


def _days(table: Table, frame: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Columns of days that ``frame`` holds; a flat file has those of the audits as well."""
    places = {name: (table.name, name) for name in _of_type(table, "date", "datetime", "month")}
    if table.name == "assessments":
        audits = _of_type(load_tables()["audits"], "date")
        places = {name: ("audits", name) for name in audits} | places
    return {name: place for name, place in places.items() if name in frame}


def _numbers(profile: Profile, table: Table) -> list[str]:
    """Columns of numbers, those of the profile's own features in a flat file among them."""
    numbers = _of_type(table, "number", "integer")
    if table.name != "assessments":
        return numbers
    extra = [feature.column for feature in profile.features.values() if is_number(feature)]
    return [*numbers, *extra, *_of_type(load_tables()["audits"], "number", "integer")]


def _of_type(table: Table, *types: str) -> list[str]:
    return [column.name for column in table.columns if column.type in types]


def _of_audit() -> list[str]:
    return [name for name in load_tables()["audits"].names if name not in JOINED]


def _more_columns(profile: Profile) -> list[str]:
    """Columns that the assessments file may hold beside its own."""
    return [*_of_audit(), *(feature.column for feature in profile.features.values())]


def _only_assessments(raw: RawTable) -> RawTable:
    names = load_tables()["assessments"].names
    return replace(raw, frame=raw.frame[["row", *(n for n in names if n in raw.frame)]])


def _features(
    profile: Profile, records: pd.DataFrame, files: Mapping[str, object]
) -> dict[str, FeatureColumn]:
    """The profile's own features that are to be read from these records."""
    return {
        name: feature
        for name, feature in profile.features.items()
        if not (feature.unless or feature.optional)
        or (feature.column in records and not _supplied(feature.unless, records, files))
    }


def _supplied(unless: str, records: pd.DataFrame, files: Mapping[str, object]) -> bool:
    table, _, column = unless.partition(".")
    return bool(table) and table in files and (not column or column in records)


def _cut(
    features: Mapping[str, FeatureColumn],
    records: pd.DataFrame,
    tables: Mapping[str, RawTable],
) -> dict[str, RawTable]:
    """Audits and the profile's own features, cut from the rows of the assessments file."""
    file, cut = tables["assessments"].file, {}
    columns = [name for name in _of_audit() if name in records]
    if columns and "audits" not in tables:
        cut["audits"] = RawTable("audits", file, _audits(records, columns))
    if features:
        cut["extra"] = RawTable("extra", file, extra_features(features, records, records))
    return cut


def _audits(records: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """One row for each assessment that has a level or a day of its review."""
    labels = [n for n in ("audited_rosh", "audit_completed_date", "outcome") if n in columns]
    audited = records[records[labels].notna().any(axis=1)] if labels else records.iloc[:0]
    return audited[["row", "assessment_id", *columns]].assign(audit_id=audited["assessment_id"])
