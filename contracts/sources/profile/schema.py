"""What a profile may say about a source system: one frozen dataclass a section.

``contracts.validation`` reads a profile's YAML into these classes and checks kinds and ranges.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from contracts.files.dialect import Dialect
from contracts.source import Kind, Label
from contracts.validation import Lone, Text, Texts


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("a text that is not empty")
    return text


def _checksum(digits: str) -> str:
    if digits and not (len(digits) == 64 and set(digits.lower()) <= set("0123456789abcdef")):
        raise ValueError("the 64 hexadecimal digits of a SHA-256 checksum")
    return digits


Name = Annotated[Text, AfterValidator(_not_blank)]
Rows = Annotated[int, Field(ge=0)]
Days = Annotated[int, Field(ge=0, le=36_525)]
Checksum = Annotated[Text, AfterValidator(_checksum)]


@dataclass(frozen=True)
class ScaleSection:
    """The scale: levels from the least to the most severe, how people read them, spellings."""

    levels: Texts
    high_from: Name
    titles: Mapping[str, Text] = field(default_factory=dict)
    spellings: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class SourceFile:
    """A file of a flat source.

    Rows whose id an earlier file already gave are dropped and counted. ``not_audited`` leaves
    the audit or outcome columns of the file unread: its cases are the ones to be scored.
    """

    name: Name
    sha256: Checksum = ""
    not_audited: bool = False


@dataclass(frozen=True)
class Provenance:
    """Where an outside user obtains the records, and on what terms."""

    citation: Text
    obtain: Text
    licence: Text


@dataclass(frozen=True)
class ColumnRoles:
    """Which column plays which part; a part that the records lack is left out."""

    assigned: Name
    assessment: Text | None = None
    person: Text | None = None
    date: Text | None = None
    unit: Text | None = None
    assessor: Text | None = None
    audited: Text | None = None
    audit_date: Text | None = None
    auditor: Text | None = None
    selection_probability: Text | None = None
    selection_reason: Text | None = None


@dataclass(frozen=True)
class FollowUpOutcome:
    """What happened afterwards, where no audit says what the level should have been.

    An outcome counts where ``column`` holds ``happened`` and, where ``dated`` names a column, its
    date is at most ``follow_up_days`` after the assessment. It did not happen where ``column``
    holds one of ``did_not_happen``; where that is not given, any other value. It is unknown where
    the value is blank or of neither kind, or where it happened on no day that can be read or on
    one before the assessment. An assessment whose follow-up was not over by ``observed_until``
    has no outcome yet, whatever its row says.
    """

    column: Name
    happened: Name
    under_from: Name
    follow_up_days: Days
    did_not_happen: Texts = ()
    dated: Text | None = None
    observed_until: dt.date | None = None
    waive_lag: bool = False


@dataclass(frozen=True)
class TableAggregate:
    """What a table says of an assessment: an SQL aggregate over its rows ``t`` of the person.

    ``a`` is the assessment. Blank where the table cannot tell.
    """

    table: Name
    sql: Name


OTHER = "other"  # the word of a feature for values that its groups do not name


@dataclass(frozen=True)
class FeatureColumn:
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

    column: Name
    type: Kind
    meaning: Name
    unit: Text = ""
    missing_means: Text = "not recorded"
    direction: Literal[-1, 0, 1] = 0
    sentence: Text = ""
    sentence_absent: Text = ""
    shown_as_reason: bool = True
    allowed: Texts = ()
    codes: Mapping[str, Text] = field(default_factory=dict)
    words: Mapping[str, Texts] = field(default_factory=dict)
    blank: Texts = ()
    low: float | None = None
    high: float | None = None
    because: Text = ""
    optional: bool = False
    unless: Text = ""
    same_as: TableAggregate | None = None


@dataclass(frozen=True)
class ProtectedColumn:
    """A protected characteristic, kept apart for the fairness report."""

    column: Name
    codes: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class ExcludedColumns:
    """Columns that must not be read, and the reason. A name may hold ``*`` for any characters."""

    columns: Texts
    reason: Name


@dataclass(frozen=True)
class Profile:
    """A source system as its profile declares it; see docs/sources.md for every key.

    ``shape`` is ``flat`` (one row an assessment, columns named by the profile), or ``contract``
    (the contract's own tables and names, or one flat file of them), or ``oasys_ndelius``.
    """

    name: Name
    title: Name
    about: Text
    scale: ScaleSection
    shape: Literal["flat", "contract", "oasys_ndelius"] = "flat"
    label: Label = "audit"
    origin: Provenance | None = None
    files: Annotated[tuple[SourceFile, ...], Lone] = ()
    dialect: Dialect = field(default_factory=Dialect)
    blank: Texts = ()
    columns: ColumnRoles | None = None
    outcome: FollowUpOutcome | None = None
    label_lag_days: Days = 0
    earliest_day: dt.date | None = None
    features: Mapping[str, FeatureColumn] = field(default_factory=dict)
    protected: Mapping[str, ProtectedColumn] = field(default_factory=dict)
    afterwards: Annotated[tuple[ExcludedColumns, ...], Lone] = ()
    refused: Annotated[tuple[ExcludedColumns, ...], Lone] = ()
    notes: Texts = ()
    marking: Text = ""
    row_counts: Mapping[str, Rows] = field(default_factory=dict)
