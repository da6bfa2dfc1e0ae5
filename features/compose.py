"""Themes in, SQL out: one query for each join, and one that puts the measures side by side."""

from collections.abc import Collection, Iterable, Sequence

from features.declaration import Feature, Measure, Theme
from features.joins import JOINS, TableJoin

SQL_TYPES = {"number": "double", "yes_no": "double", "category": "string"}
CASE_COLUMNS = {
    "assessment_id": "k.assessment_id",
    "person_id": "k.person_id",
    "unit_id": "k.unit_id",
    "assessment_date": "k.signed_at",
    "assigned": "k.assigned_rosh",
}


def measures_by_join(themes: Iterable[Theme]) -> dict[str, list[Measure]]:
    """Measures of all themes by the name of their join, in order; a shared one comes once."""
    by_join: dict[str, list[Measure]] = {}
    for measure in dict.fromkeys(m for theme in themes for m in theme.all_measures()):
        by_join.setdefault(measure.table, []).append(measure)
    return by_join


def join_query(joined: TableJoin, measures: Sequence[Measure]) -> str:
    """SQL that computes every measure of one table, for each case that has a row in it.

    The table is read once. Columns: ``case_no`` and one for each measure.
    """
    columns = ",\n  ".join(
        f"cast({m.expression} as {m.type}) as {_quoted(m.name)}" for m in measures
    )
    return (
        f"select k.case_no,\n  {columns}\nfrom cases k\n"
        f"join {joined.rows} f on {joined.join}\ngroup by k.case_no"
    )


def features_query(themes: Sequence[Theme], present: Collection[str]) -> str:
    """The feature table: a row for each assessment, a column for each feature.

    It reads ``part_cases`` and ``part_<join>``: the cases, and the measures of each joined table
    for them; all of them, or as many as an engine takes at a time.
    """
    keys = [f"{column} as {name}" for name, column in CASE_COLUMNS.items()]
    return _over_measured(themes, present, keys + [_column(f) for t in themes for f in t.features])


def evidence_query(themes: Sequence[Theme], present: Collection[str]) -> str:
    """SQL for the date of the evidence: a row an assessment, a column for each dated feature."""
    dated = [f for theme in themes for f in theme.features if f.evidence_date]
    columns = [f"cast({_date(f)} as timestamp) as {_quoted(f.name)}" for f in dated]
    return _over_measured(themes, present, ["k.assessment_id as assessment_id", *columns])


def _over_measured(themes: Sequence[Theme], present: Collection[str], columns: list[str]) -> str:
    by_join = measures_by_join(themes)
    measured = [_measure(m, present) for measures in by_join.values() for m in measures]
    joins = [
        f"left join part_{name} on part_{name}.case_no = k.case_no"
        for name in by_join
        if JOINS[name].table in present
    ]
    return (
        f"with measured as (\nselect {', '.join(['k.*', *measured])}\nfrom part_cases k\n"
        + "\n".join(joins)
        + "\n)\nselect "
        + ",\n  ".join(columns)
        + "\nfrom measured k\norder by k.case_no"
    )


def _measure(measure: Measure, present: Collection[str]) -> str:
    name = _quoted(measure.name)
    if JOINS[measure.table].table not in present:
        return f"cast(null as {measure.type}) as {name}"
    if measure.when_none == "null":
        return f"part_{measure.table}.{name} as {name}"
    return f"coalesce(part_{measure.table}.{name}, {measure.when_none}) as {name}"


def _column(feature: Feature) -> str:
    value = _quoted(feature.sql()) if feature.is_aggregate else feature.sql()
    return f"cast({value} as {SQL_TYPES[feature.type]}) as {_quoted(feature.name)}"


def _date(feature: Feature) -> str:
    return _quoted(feature.date_sql()) if feature.is_aggregate else feature.date_sql()


def _quoted(name: str) -> str:
    """A name in quotes, since a source's own columns may be called anything."""
    return '"' + name.replace('"', '""') + '"'
