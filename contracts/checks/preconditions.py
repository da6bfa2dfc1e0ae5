"""Input that no row of can be trusted: refused before anything is checked, all faults at once."""

import difflib
from collections.abc import Iterator, Mapping

from contracts.checks.quarantine import Partition
from contracts.checks.raw_identifiers import raw_identifiers
from contracts.errors import InputError
from contracts.findings import first_rows, load_rules
from contracts.identifying import shown_names
from contracts.table import RawTable, Table

NO_FILE = "no file"
OTHER_NAMES = (
    "where columns have names of their own, say in a profile which is which (docs/sources.md), and "
    "run `make run PROFILE=my.yaml SOURCE_DIR=...`"
)
NEXT = "correct the extract, or the columns that the profile names"


def refuse_unusable(
    raw: Mapping[str, RawTable], contracts: Mapping[str, Table], *, identifiers: str
) -> None:
    """Refuse missing tables and columns, empty required tables and raw identifiers.

    Raises
    ------
    InputError
        With every fault: file, column, code, count, first rows and what is allowed.
    """
    columns = {name: [*_missing_columns(raw[name], contracts[name])] for name in raw}
    numbers = {name: [*raw_identifiers(raw[name], contracts[name])] for name in raw}
    if identifiers == "live":
        numbers = {}
    faults_of = {name: columns[name] + numbers.get(name, []) for name in raw}
    faults = [
        *_missing_tables(raw, contracts),
        *(fault for each in faults_of.values() for fault in each),
    ]
    if faults:
        files = sorted({raw[name].file for name, each in faults_of.items() if each} - {NO_FILE})
        step = _next(columns, numbers, contracts)
        if any(_foreign(raw[name], contracts[name]) for name in raw):
            step = f"{OTHER_NAMES}; {step}"
        raise InputError(", ".join(files) or "source", faults, step)


def refuse_nothing_kept(assessments: Partition, *, raw: RawTable) -> None:
    """Refuse a run in which no row of ``raw`` is left, with what was found, the commonest first."""
    if len(assessments.kept):
        return
    rules = load_rules()
    lost = [rules[code].sets_aside for code in assessments.findings["code"]]
    grave = assessments.findings[lost]
    groups = sorted(grave.groupby(["column", "code"]), key=lambda pair: -len(pair[1]))
    faults = [
        f"{raw.file}: column '{column}' ({code}): {len(group):,} of {len(raw.frame):,} values "
        f"({first_rows(group['row'])}); {group['detail'].iloc[0]}".rstrip("; ")
        for (column, code), group in groups
    ]
    message = f"{raw.file}: no row of {len(raw.frame):,} can be kept"
    ways = dict.fromkeys(rules[str(code)].advice for (_, code), _ in groups)
    raise InputError(raw.file, [message, *faults], " ".join(ways) or NEXT)


def _next(
    columns: Mapping[str, list[str]],
    numbers: Mapping[str, list[str]],
    contracts: Mapping[str, Table],
) -> str:
    """What to do now: the ways out that fit what was found."""
    ways = [NEXT]
    if any(missing and not contracts[name].required for name, missing in columns.items()):
        ways.append("or take the file of an optional table out of the folder")
    if any(numbers.values()):
        ways.append(
            "pseudonymise before extracting; where these are pseudonyms that only look like case "
            "numbers, or raw numbers are meant, set check.identifiers: live in params.yaml"
        )
    return "; ".join(ways)


def _missing_tables(raw: Mapping[str, RawTable], contracts: Mapping[str, Table]) -> Iterator[str]:
    for name, table in contracts.items():
        if table.required and name not in raw:
            yield f"table '{name}' (missing_table): no file holds it; it is required"
        elif table.required and raw[name].frame.empty and not _foreign(raw[name], table):
            yield f"{raw[name].file}: table '{name}' (empty_table): 0 rows; at least 1 is needed"


def _foreign(raw: RawTable, table: Table) -> bool:
    """Whether none of a file's columns is one of the table's: its rows were not even counted."""
    return bool(raw.ignored) and not set(table.names) & set(raw.frame.columns)


def _spelt_alike(name: str) -> str:
    return name.lower().replace("-", " ").replace("_", " ")


def _missing_columns(raw: RawTable, table: Table) -> Iterator[str]:
    if raw.frame.empty and not _foreign(raw, table):
        return
    plain = {_spelt_alike(name): name for name in raw.ignored}
    for column in table.columns:
        if column.required and column.name not in raw.frame:
            alike = difflib.get_close_matches(_spelt_alike(column.name), plain, n=3, cutoff=0.6)
            near = shown_names([plain[name] for name in alike])
            also = f"; near: {', '.join(near)}" if near else ""
            yield (
                f"{raw.file}: column '{column.name}' (missing_column) of table '{raw.name}' "
                f"is not there; required: {column.type}{also}"
            )
