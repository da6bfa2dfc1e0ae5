"""The contracts as the records of one source must meet them."""

import dataclasses
from collections.abc import Mapping

from contracts.checks.spellings import ROSH_SPELLINGS
from contracts.levels import ROSH
from contracts.source import ExtraFeature, Source
from contracts.table import Column, RawTable, Table, Type

REQUIRED_DATES = ("assessment_date", "audit_completed_date")  # of a source that has dates
BOUNDED = (*REQUIRED_DATES, "countersigned_date", "audit_selected_date")


def contracts_for(
    source: Source, tables: Mapping[str, Table], *, raw: Mapping[str, RawTable]
) -> dict[str, Table]:
    """The contracts with the source's scale, label, earliest day and the columns it brings itself.

    Examples
    --------
    >>> from contracts.levels import Scale
    >>> from contracts.table import load_tables
    >>> scale = Scale(("5", "4", "3", "2", "1"), high_from="2")
    >>> triage = Source(name="triage", title="Triage", about="", scale=scale, has_dates=False)
    >>> adapted = contracts_for(triage, load_tables(), raw={})
    >>> adapted["audits"].column("audited_rosh").allowed
    ('5', '4', '3', '2', '1')
    >>> adapted["assessments"].column("assessment_date").required
    False
    """
    adapted = {name: _for_source(table, source) for name, table in tables.items()}
    adapted["extra"] = _extra_table(source)
    if "protected" in raw and "protected" in adapted:
        adapted["protected"] = _with_named_columns(adapted["protected"], raw["protected"])
    return adapted


def _for_source(table: Table, source: Source) -> Table:
    columns = tuple(_column(c, source) for c in table.columns)
    if table.name == "audits":
        columns = _audit_columns(columns, source)
    return dataclasses.replace(table, columns=columns)


def _audit_columns(columns: tuple[Column, ...], source: Source) -> tuple[Column, ...]:
    """An audit holds a level or an outcome, never both; enquiries have outcomes of their own."""
    if source.label == "audit":
        return tuple(column for column in columns if column.name != "outcome")
    return tuple(
        dataclasses.replace(column, required=True, severity="error")
        if column.name == "outcome"
        else column
        for column in columns
        if column.name != "audited_rosh"
    )


def _column(column: Column, source: Source) -> Column:
    if column.type == "level":
        return dataclasses.replace(column, allowed=source.scale.levels, aliases=_spellings(source))
    if column.name in REQUIRED_DATES and not source.has_dates:
        return dataclasses.replace(column, required=False)
    if column.name in BOUNDED and source.earliest_day:
        return dataclasses.replace(column, low=source.earliest_day.isoformat())
    return column


def _spellings(source: Source) -> dict[str, str]:
    named = {title: level for level, title in source.titles.items()}
    return ROSH_SPELLINGS | named if source.scale.levels == ROSH else named


def _extra_table(source: Source) -> Table:
    key = Column("assessment_id", "string", "The assessment the features belong to.", True)
    columns = (key, *(_extra_column(extra) for extra in source.extra))
    return Table("extra", "one assessment", (), columns)


def _extra_column(extra: ExtraFeature) -> Column:
    kinds: dict[str, Type] = {"number": "number", "boolean": "boolean"}
    closed: Type = "enum" if extra.values else "string"
    return Column(
        name=extra.name,
        type=kinds.get(extra.type, closed),
        meaning=extra.meaning,
        unit=extra.unit,
        allowed=tuple(extra.values),
        low=extra.low,
        high=extra.high,
        blank_means=extra.missing_means,
    )


def _with_named_columns(table: Table, raw: RawTable) -> Table:
    """A flat source may name its protected characteristics as it likes; they stay text."""
    names = [str(name) for name in raw.frame if name not in (*table.names, "row")]
    added = tuple(Column(name, "string", "Named by the source's profile.") for name in names)
    return dataclasses.replace(table, columns=(*table.columns, *added))
