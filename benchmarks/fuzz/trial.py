"""One input through the check stage: how it ends, and whether all it changed is accounted for."""

import resource
import signal
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.fuzz.reading import plain_reading, same
from contracts.checks.run import Checked, check_tables
from contracts.errors import InputError
from contracts.source import RawSource
from contracts.sources.profile.load import load_profile
from contracts.sources.profile.schema import Profile
from contracts.sources.read import read_source
from contracts.table import load_tables

SECONDS = 120  # by the clock: a machine that others use is slow
MEMORY = 6 * 2**30
Cells = Mapping[str, list[dict[str, Any]]]  # by table: what stands in each row, column by column


@dataclass(frozen=True)
class Outcome:
    """``kind``: read, refused, traceback, hang, or silent; and what was seen."""

    kind: str
    detail: str = ""


def limit_memory() -> None:
    """Let no input take more than ``MEMORY``: what asks for more ends in an error."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@cache
def profile(name: str = "probation") -> Profile:
    """A built-in profile."""
    return load_profile(Path("contracts/sources") / f"{name}.yaml")


def trial(folder: Path, cells: Cells | None) -> Outcome:
    """Check the records in ``folder``.

    ``cells`` are what the files hold by a second reading, None where that is not to be had: then
    only the end and the counts of rows are judged.
    """
    try:
        with _in_time(), warnings.catch_warnings():
            warnings.simplefilter("error")
            raw = read_source(profile(), folder)
            checked = check_tables(raw)
    except InputError as refusal:
        return Outcome("refused", str(refusal))
    except TimeoutError:
        return Outcome("hang", f"more than {SECONDS} s")
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is a fault of ours
        return Outcome("traceback", _where(fault))
    silent = next(unaccounted(raw, checked, cells), None) if cells is not None else None
    return Outcome("silent", silent) if silent else Outcome("read")


def unaccounted(raw: RawSource, checked: Checked, cells: Cells) -> Iterator[str]:
    """What was kept otherwise than it stands in the files, without a finding about it."""
    for name, rows in cells.items():
        account = checked.accounts.get(name)
        if account is None or account.read != len(rows):
            if not _column_found(checked.findings, name, ""):
                yield f"{name}: {len(rows)} rows stand in the file, read: {account}"
            continue
        aside = set(checked.quarantine[name]["row"]) if name in checked.quarantine else set()
        numbers = [row for row in raw.tables[name].frame["row"] if row not in aside]
        kept = checked.tables[name]
        if len(kept) != len(numbers):
            yield f"{name}: {len(numbers)} rows are not set aside, {len(kept)} are kept"
            continue
        yield from _changed(name, kept.assign(row=numbers), rows, checked)


def _changed(
    name: str, kept: pd.DataFrame, rows: list[dict[str, Any]], checked: Checked
) -> Iterator[str]:
    for column in load_tables()[name].columns:
        if column.name not in rows[0]:
            continue
        for number, value in zip(kept["row"], kept[column.name], strict=True):
            cell = rows[int(number) - 1][column.name]
            if same(value, plain_reading(cell, column, profile())):
                continue
            if not _found(checked.findings, name, column.name, int(number)):
                yield f"{name}.{column.name}, row {number}: {str(cell)[:40]!r} kept as {value!r}"


def _found(findings: pd.DataFrame, table: str, column: str, row: int) -> bool:
    here = findings[findings["table"] == table]
    of_row = (here["row"] == row).fillna(False)
    whole = here["row"].isna() & here["column"].eq(column)
    file = here["code"].isin(["encoding_guessed"])
    return bool((of_row | whole | file).any())


def _column_found(findings: pd.DataFrame, table: str, column: str) -> bool:
    here = findings[(findings["table"] == table) & (findings["column"] == column)]
    return bool(here["code"].isin(["file_not_used", "no_audits", "not_a_record"]).any())


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _where(fault: Exception) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "/contracts/" in frame.filename]
    place = ours[-1] if ours else frames[-1]
    name = place.filename.rpartition("/contracts/")[2]
    return f"{type(fault).__name__} at {name}:{place.lineno}: {str(fault)[:90]}"
