"""What a profile may declare about a source system, one frozen dataclass a section."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from contracts.source import Kind, Truth


@dataclass(frozen=True)
class Levels:
    """The scale: levels from the least to the most severe, how people read them, spellings."""

    levels: tuple[str, ...]
    high_from: str
    titles: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A file of a flat source.

    Rows whose id an earlier file already gave are dropped and counted. ``not_audited`` leaves
    the audit or outcome columns of the file unread: its cases are the ones to be scored.
    """

    name: str
    sha256: str = ""
    not_audited: bool = False


@dataclass(frozen=True)
class Origin:
    """Where an outside user obtains the records, and on what terms."""

    citation: str
    obtain: str
    licence: str


@dataclass(frozen=True)
class Dialect:
    """How the CSV files are written; what is left out is found out."""

    delimiter: str | None = None
    encoding: str | None = None
    decimal: Literal[".", ","] | None = None
    dates: Literal["dmy", "mdy"] | None = None


@dataclass(frozen=True)
class Columns:
    """Which column plays which part; a part that the records lack is left out."""

    assigned: str
    assessment: str | None = None
    person: str | None = None
    date: str | None = None
    unit: str | None = None
    assessor: str | None = None
    audited: str | None = None
    audit_date: str | None = None
    auditor: str | None = None
    selection_probability: str | None = None
    selection_reason: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What happened afterwards, where no audit says what the level should have been.

    An outcome counts where ``column`` holds ``happened`` and, where ``dated`` names a column, its
    date is at most ``follow_up_days`` after the assessment. An assessment whose follow-up was not
    over by ``observed_until`` has no outcome yet, whatever its row says.
    """

    column: str
    happened: str
    under_from: str
    follow_up_days: int
    dated: str | None = None
    observed_until: dt.date | None = None
    waive_lag: bool = False


@dataclass(frozen=True)
class Restated:
    """What a table says of an assessment: an SQL aggregate over its rows ``t`` of the person.

    ``a`` is the assessment. Blank where the table cannot tell.
    """

    table: str
    sql: str


@dataclass(frozen=True)
class Feature:
    """A feature that the source brings: a column, its type and what a reader must know of it.

    ``codes`` renames raw codes, ``allowed`` closes the list of a category; ``blank`` lists what
    means "not recorded" in this column only. ``words`` reads a category out of free text: the
    first group, in the order listed, one of whose words begins a word of the text, else
    ``other``; the text itself goes no further. ``because`` must be given where the column is a
    person's age.

    In a source of the contract's tables a column may be ``optional``; ``unless`` names the table
    (or ``table.column``) that says the same with dates: the column is read only where that is
    absent. ``same_as`` recomputes it where both are there, so that differences are counted.
    """

    column: str
    type: Kind
    meaning: str
    unit: str = ""
    missing_means: str = "not recorded"
    direction: Literal[-1, 0, 1] = 0
    sentence: str = ""
    sentence_absent: str = ""
    shown_as_reason: bool = True
    allowed: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blank: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    because: str = ""
    optional: bool = False
    unless: str = ""
    same_as: Restated | None = None


@dataclass(frozen=True)
class Protected:
    """A protected characteristic, kept apart for the fairness report."""

    column: str
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Apart:
    """Columns that must not be read, and the reason. A name may hold ``*`` for any characters."""

    columns: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Profile:
    """A source system as its profile declares it; see docs/sources.md for every key.

    ``shape`` is ``flat`` (one row an assessment, columns named by the profile), or ``contract``
    (the contract's own tables and names, or one flat file of them), or ``oasys_ndelius``.
    """

    name: str
    title: str
    about: str
    scale: Levels
    shape: Literal["flat", "contract", "oasys_ndelius"] = "flat"
    truth: Truth = "audit"
    origin: Origin | None = None
    files: tuple[Part, ...] = ()
    dialect: Dialect = field(default_factory=Dialect)
    blank: tuple[str, ...] = ()
    columns: Columns | None = None
    outcome: Outcome | None = None
    label_lag_days: int = 0
    features: Mapping[str, Feature] = field(default_factory=dict)
    protected: Mapping[str, Protected] = field(default_factory=dict)
    afterwards: tuple[Apart, ...] = ()
    refused: tuple[Apart, ...] = ()
    notes: tuple[str, ...] = ()
