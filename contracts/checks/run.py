"""Checks a source's tables: what is kept, what is set aside and why, and that the counts add up."""

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from contracts.checked_folder import CheckedFolder
from contracts.checks.for_source import contracts_for
from contracts.checks.labels import labels_of, odd_labels, rates_by_quarter
from contracts.checks.named_rules.groups import doubtful_groups
from contracts.checks.named_rules.previous_run import changed_since
from contracts.checks.named_rules.rows import doubtful_rows
from contracts.checks.named_rules.tables import doubtful_tables, lost_zeros, point_in_time_gaps
from contracts.checks.normalise import Fault, Normalised, normalise
from contracts.checks.preconditions import NO_FILE, refuse_nothing_kept, refuse_unusable
from contracts.checks.protected_columns import unread_columns
from contracts.checks.quarantine import Partition, faults_of, part, positions_set_aside
from contracts.checks.references import (
    is_among,
    orphans,
    own_reviews,
    second_reviews,
    with_assessment,
)
from contracts.checks.run_date import settle_run_date, slips_found
from contracts.findings import Finding, findings_frame, sort_findings
from contracts.source import RawSource, Source
from contracts.table import RawTable, Table, load_tables

RAGGED = "ragged_row"
NOT_SAFE = (
    "More than one fact in twenty of {tables} does not say when it was recorded: these records are "
    "not point-in-time safe, and figures may flatter the model."
)
DAYS_OF_SIGHT = (("assessments", "assessment_date"), ("audits", "audit_completed_date"))


LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Account:
    """Where the rows of one file went: ``read`` is ``kept`` and ``quarantined`` together."""

    file: str
    read: int
    kept: int
    quarantined: int


@dataclass(frozen=True)
class Checked:
    """A source after checking: tables in contract types, and what became of every row.

    ``tables`` holds the contract tables that are present, and ``extra``, the profile's
    features of each kept assessment. ``quarantine`` holds rows as they were read, with reasons.
    ``rates`` holds the rate of labels by quarter of assessment.
    """

    tables: dict[str, pd.DataFrame]
    quarantine: dict[str, pd.DataFrame]
    findings: pd.DataFrame
    accounts: dict[str, Account]
    rates: pd.DataFrame
    source: Source


@dataclass(frozen=True)
class Rules:
    """What a run decides.

    ``run_date`` is its day, ``identifiers`` whether raw ones are meant to be there, ``previous``
    the checked folder of an earlier run, to compare blanks and people with.
    """

    run_date: str | dt.date = "latest"
    identifiers: Literal["pseudonyms", "live"] = "pseudonyms"
    previous: CheckedFolder | None = None


def check_tables(records: RawSource, *, rules: Rules | None = None) -> Checked:
    """The tables of a source checked against their contracts.

    Nothing is dropped or filled without a finding; a row with a fault goes to quarantine with
    every reason, and its reviews follow it.

    Raises
    ------
    InputError
        If the input is unusable as a whole: no assessments, a required column that is not
        there, raw case numbers, or not one row left.
    """
    rules, source = rules or Rules(), records.source
    raw = _with_audits(records.tables)
    contracts = contracts_for(source, load_tables(), raw=raw)
    refuse_unusable(raw, contracts, identifiers=rules.identifiers)
    read = {name: normalise(raw[name], contracts[name]) for name in contracts if name in raw}
    days = pd.concat([read[t].frame[column] for t, column in DAYS_OF_SIGHT if t in read])
    run_date = settle_run_date(rules.run_date, days)
    batch = _Batch(raw, read, contracts, run_date, records.findings)
    parts = batch.partition()
    kept = {name: found.kept for name, found in parts.items()}
    labels = labels_of(kept, source)
    rates = rates_by_quarter(labels, kept["assessments"]["assessment_date"])
    findings = [
        *(found for found in records.findings if found.code != RAGGED),
        *(slips_found(days, run_date=run_date) if rules.run_date == "latest" else ()),
        *unread_columns(raw),
        *batch.point_in_time_gaps(parts),
        *_doubts(kept, batch, rules.previous),
        *odd_labels(labels, rates, source),
    ]
    tables = _tables(parts, contracts)
    rows = [*(found.findings for found in parts.values()), *doubtful_rows(kept, source.scale)]
    return Checked(
        tables=tables,
        quarantine={name: s.set_aside for name, s in parts.items() if name != "extra"},
        findings=sort_findings([findings_frame(findings), *rows]),
        accounts={name: _account(raw[name], s) for name, s in parts.items() if name != "extra"},
        rates=rates,
        source=_resolved(source, tables, run_date, findings),
    )


def _doubts(
    kept: dict[str, pd.DataFrame], batch: "_Batch", previous: CheckedFolder | None
) -> Iterator[Finding]:
    """What is odd about whole tables: by itself, between groups, and beside an earlier run."""
    yield from doubtful_tables(kept, batch.raw, batch.contracts)
    yield from doubtful_groups(kept, batch.contracts)
    yield from changed_since(kept, previous)
    yield from lost_zeros({name: table.frame for name, table in batch.read.items()})


@dataclass(frozen=True)
class _Batch:
    """Tables read together, whose rows are parted in the light of one another."""

    raw: Mapping[str, RawTable]
    read: Mapping[str, Normalised]
    contracts: Mapping[str, Table]
    run_date: pd.Timestamp | None
    reading: tuple[Finding, ...]

    def partition(self) -> dict[str, Partition]:
        parts = {"assessments": self._one("assessments", self._faults("assessments"))}
        kept = parts["assessments"].kept
        refuse_nothing_kept(parts["assessments"], raw=self.raw["assessments"])
        for name in self.read:
            if name == "audits":
                parts[name] = self._one(name, self._audit_faults(kept))
            elif name != "assessments":
                parts[name] = self._one(name, self._faults(name))
        return parts

    def point_in_time_gaps(self, parts: Mapping[str, Partition]) -> Iterator[Finding]:
        for name, found in parts.items():
            lost = found.findings["code"].isin(["missing_value", "unreadable_value"])
            unknown = int((lost & (found.findings["column"] == "known_at")).sum())
            yield from point_in_time_gaps(self.raw[name], self.contracts[name], unknown)

    def _one(self, name: str, faults: list[Fault]) -> Partition:
        LOG.info("%s, %d rows", name, len(self.raw[name].frame))
        return part(self.raw[name], self.read[name], self.contracts[name], faults)

    def _faults(self, name: str, *, frame: pd.DataFrame | None = None) -> list[Fault]:
        read = self.read[name]
        read = read if frame is None else dataclasses.replace(read, frame=frame)
        ragged = [f.row for f in self.reading if (f.table, f.code) == (name, RAGGED) and f.row]
        return faults_of(read, self.contracts[name], run_date=self.run_date, ragged=ragged)

    def _audit_faults(self, kept: pd.DataFrame) -> list[Fault]:
        every = self.read["assessments"].frame["assessment_id"]
        audits = with_assessment(self.read["audits"].frame, kept)
        faults = self._faults("audits", frame=audits)
        for reference in self.contracts["audits"].references:
            ids = kept[reference.column]
            faults += orphans(audits, kept=ids, read=every, code=reference.code)
        faults += own_reviews(audits)
        return faults + second_reviews(audits, but=positions_set_aside(faults))


def _with_audits(raw: Mapping[str, RawTable]) -> dict[str, RawTable]:
    """Later stages find a table of reviews whether or not there are any."""
    none = RawTable("audits", NO_FILE, pd.DataFrame({"row": pd.Series(dtype="int64")}))
    return {"audits": none} | dict(raw)


def _tables(
    parts: Mapping[str, Partition], contracts: Mapping[str, Table]
) -> dict[str, pd.DataFrame]:
    """The kept rows in the contract's columns; ``extra`` only of assessments that were kept."""
    tables = {name: s.kept[list(contracts[name].names)] for name, s in parts.items()}
    if "extra" in tables:
        kept = is_among(tables["extra"]["assessment_id"], tables["assessments"]["assessment_id"])
        tables["extra"] = tables["extra"][kept].reset_index(drop=True)
    return tables


def _account(raw: RawTable, parts: Partition) -> Account:
    account = Account(raw.file, len(raw.frame), len(parts.kept), len(parts.set_aside))
    if account.read != account.kept + account.quarantined:
        raise AssertionError(f"{raw.name}: rows do not add up: {account}")
    return account


def _resolved(
    source: Source,
    tables: Mapping[str, pd.DataFrame],
    run_date: pd.Timestamp | None,
    findings: Iterable[Finding],
) -> Source:
    unsafe = sorted({f.table for f in findings if f.code == "not_point_in_time_safe"})
    notes = [NOT_SAFE.format(tables=", ".join(unsafe))] if unsafe else []
    return dataclasses.replace(
        source,
        run_date=None if run_date is None else run_date.date(),
        tables=tuple(sorted(tables)),
        fully_audited=len(tables["audits"]) == len(tables["assessments"]),
        notes=(*source.notes, *notes),
    )
