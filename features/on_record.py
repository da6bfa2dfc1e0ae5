"""Which features a source can have: those that read at least one column it has on record."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from contracts.source import Source
from contracts.table import load_tables
from features.declaration import CASE, Feature, Theme
from features.registry import links_of, sources_of

EVERYWHERE = frozenset({f"{CASE}.assessment_id", f"{CASE}.assigned_rosh"})
# Whose assessment it is and of which day: alone they are no fact for a feature that reads more.
KEYS = frozenset(f"{CASE}.{name}" for name in ("assessment_date", "person_id", "unit_id"))


def columns_on_record(tables: Path, source: Source) -> frozenset[str]:
    """Every ``table.column`` that holds a value in at least one row.

    Dates, people and units that the check stage made up, since the source has none, do not count.

    Parameters
    ----------
    tables : Path
        Folder of the checked tables.
    source : Source
        It says what was made up.
    """
    names = [*load_tables(), "extra"]
    files = {name: tables / f"{name}.parquet" for name in names}
    held = {
        f"{name}.{column}"
        for name, file in files.items()
        if file.is_file()
        for column in _filled(file)
    }
    made_up = {
        f"{CASE}.assessment_date": not source.has_dates,
        f"{CASE}.person_id": not source.has_people,
        f"{CASE}.unit_id": not source.has_units,
    }
    return frozenset(held - {column for column, absent in made_up.items() if absent})


def themes_on_record(themes: Sequence[Theme], columns: Collection[str]) -> tuple[Theme, ...]:
    """The themes without the features of which the source has no column, nor empty themes.

    A feature stays if what joins its rows to the case is on record and, of the columns that it
    reads, at least one; the day, person and unit of the assessment count where it reads nothing
    else. The rating itself is on record always.

    Parameters
    ----------
    themes : sequence of Theme
        All themes.
    columns : collection of str
        From :func:`columns_on_record`.

    Examples
    --------
    >>> from features.registry import THEMES
    >>> [theme.name for theme in themes_on_record(THEMES, [])]
    ['level_against_file']
    """
    kept = [
        replace(theme, features=tuple(_readable(theme.features, themes, columns)))
        for theme in themes
    ]
    return tuple(theme for theme in kept if theme.features)


def _readable(
    features: Iterable[Feature], themes: Sequence[Theme], columns: Collection[str]
) -> Iterable[Feature]:
    for feature in features:
        links = links_of(feature, themes) - EVERYWHERE
        read = set(sources_of(feature, themes)) - EVERYWHERE
        read = read - KEYS or read
        if links <= set(columns) and (not read or read & set(columns)):
            yield feature


def _filled(file: Path) -> list[str]:
    """Columns of a Parquet file with a value in some row."""
    import duckdb

    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(file))
        counts = rows.aggregate(", ".join(f'count("{name}") as "{name}"' for name in rows.columns))
        (totals,) = counts.fetchall()
        return [name for name, total in zip(rows.columns, totals, strict=True) if total]
