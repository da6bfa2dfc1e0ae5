"""Parts a table's rows into those kept and those set aside, every row with every reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.checks.expectations import broken, checks_of
from contracts.checks.normalise import Fault, Normalised
from contracts.findings import load_rules, row_findings, sort_findings
from contracts.table import RawTable, Table

BLANKED = ("not_on_the_list_not_used", "out_of_range_not_used", "wrong_form_not_used")


@dataclass(frozen=True)
class Partition:
    """A table parted: ``kept`` in contract types, ``set_aside`` as text, with its reasons."""

    kept: pd.DataFrame
    set_aside: pd.DataFrame
    findings: pd.DataFrame


def faults_of(
    read: Normalised, table: Table, *, run_date: pd.Timestamp | None, ragged: Sequence[int] = ()
) -> list[Fault]:
    """Every breach of the contract in the rows of ``read``, by position.

    Of rows that repeat each other in full the first stands; rows that share a key and differ
    are all at fault. ``ragged`` are numbers of rows that could not be parted into cells.
    """
    again = _repeats(read.frame, table)
    torn = read.frame["row"].isin(ragged).to_numpy()
    first = np.flatnonzero(~again & ~torn)
    whole = len(first) == len(read.frame)
    frame = read.frame if whole else read.frame.iloc[first].reset_index(drop=True)
    found = broken(frame, checks_of(table, run_date=run_date))
    faults = [Fault(first[f.positions], f.column, f.code, f.detail) for f in found]
    if again.any():
        faults.append(Fault(np.flatnonzero(again), table.key[0], "duplicate_row"))
    if torn.any():
        faults.append(Fault(np.flatnonzero(torn), "", "ragged_row"))
    return [*read.faults, *_but_for_unreadable(faults, read.faults)]


def part(raw: RawTable, read: Normalised, table: Table, faults: list[Fault]) -> Partition:
    """The rows of ``read`` parted by ``faults``, and a finding for each fault of each row."""
    rules = load_rules()
    grave = [fault for fault in faults if rules[fault.code].sets_aside]
    aside = positions_set_aside(faults)
    kept = _blanked(read.frame, table, faults).drop(index=pd.Index(aside)).reset_index(drop=True)
    set_aside = _as_read(raw.frame.reset_index(drop=True).iloc[aside])
    set_aside = set_aside.assign(reasons=_reasons(grave, set_aside.index)).reset_index(drop=True)
    findings = [_findings(fault, read.frame, table.name) for fault in faults]
    return Partition(kept, set_aside, sort_findings([read.findings, *findings]))


def positions_set_aside(faults: Iterable[Fault]) -> NDArray[np.intp]:
    """Positions of rows that any of ``faults`` sends to quarantine, each once, in order."""
    rules = load_rules()
    every = [fault.positions for fault in faults if rules[fault.code].sets_aside]
    return np.unique(np.concatenate(every)) if every else np.array([], dtype=np.intp)


def _as_read(frame: pd.DataFrame) -> pd.DataFrame:
    """Cells as text, whatever type they were read in."""
    return frame.astype({name: "str" for name in frame if name != "row"})


def _repeats(frame: pd.DataFrame, table: Table) -> NDArray[np.bool_]:
    """Rows equal to an earlier one in all but their number; only rows that share a key can be."""
    key = list(table.key)
    again = np.zeros(len(frame), dtype=bool)
    if not key:
        return again
    shared = np.flatnonzero(frame.duplicated(key, keep=False) & frame[key].notna().all(axis=1))
    texts = frame.iloc[shared].drop(columns="row").astype("str")
    again[shared] = texts.duplicated().to_numpy()
    return again


def _but_for_unreadable(faults: list[Fault], unreadable: list[Fault]) -> list[Fault]:
    """A value that could not be read is not missing as well."""
    lost = {fault.column: fault.positions for fault in unreadable}
    blank = ("missing_value", "audited_without_date", "audit_without_level")
    kept = [
        Fault(np.setdiff1d(f.positions, lost[f.column]), f.column, f.code, f.detail)
        if f.code in blank and f.column in lost
        else f
        for f in faults
    ]
    return [fault for fault in kept if fault.positions.size]


def _blanked(frame: pd.DataFrame, table: Table, faults: list[Fault]) -> pd.DataFrame:
    dates = {order.code: order.blank for order in table.orders if order.blank}
    blanked = frame.copy()
    for fault in faults:
        column = dates.get(fault.code) or (fault.column if fault.code in BLANKED else None)
        if column:
            blanked.loc[fault.positions, column] = None
    return blanked


def _reasons(faults: list[Fault], aside: "pd.Index[int]") -> "pd.Series[str]":
    reasons: dict[int, set[str]] = {position: set() for position in aside.tolist()}
    for fault in faults:
        reason = f"{fault.column}: {fault.code}".lstrip(": ")
        for position in fault.positions.tolist():
            reasons[position].add(reason)
    return pd.Series([sorted(each) for each in reasons.values()], index=aside, dtype="object")


def _findings(fault: Fault, frame: pd.DataFrame, table: str) -> pd.DataFrame:
    rows = frame["row"].iloc[fault.positions]
    return row_findings(
        rows, table=table, column=fault.column, code=fault.code, detail=fault.detail
    )
