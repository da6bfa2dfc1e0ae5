"""Short words for the pieces of SQL that declarations share. Only portable text comes out."""

from collections.abc import Iterable

HORIZONS = (28, 84, 90, 182, 365, 730)


def yes_if(condition: str, *, on_record: str) -> str:
    """1 where the condition holds, 0 where it does not, null where ``on_record`` is not true.

    Examples
    --------
    >>> yes_if("k.x = 'a'", on_record="k.x is not null")
    "case when not (k.x is not null) then null when k.x = 'a' then 1 else 0 end"
    """
    return f"case when not ({on_record}) then null when {condition} then 1 else 0 end"


def yes_where(column: str, *values: str) -> str:
    """1 where the column holds one of the values, 0 where another, null where blank."""
    return yes_if(f"{column} in ({quoted(values)})", on_record=f"{column} is not null")


def holds(column: str, *values: str) -> str:
    """True where a list column holds one of the values; a blank list holds none."""
    each = (f"coalesce(array_contains({column}, '{value}'), false)" for value in values)
    return f"({' or '.join(each)})"


def yes_where_list(column: str, *values: str, on_record: str) -> str:
    """1 where the list column holds one of the values, 0 where none, null where not known."""
    return yes_if(holds(column, *values), on_record=on_record)


def size_of(column: str, values: Iterable[str], *, on_record: str) -> str:
    """How many of the closed list's values the list column holds; null where not known."""
    terms = " + ".join(f"case when {holds(column, value)} then 1 else 0 end" for value in values)
    return f"case when {on_record} then {terms} end"


def highest(*columns: str) -> str:
    """The highest of the numbers that are known; null where none is."""
    return f"greatest({', '.join(columns)})"


def count_where(condition: str) -> str:
    """How many rows of the joined table meet the condition."""
    return f"count(*) filter (where {condition})"


def any_where(condition: str) -> str:
    """1 where some row of the joined table meets the condition, else 0."""
    return f"max(case when {condition} then 1 else 0 end)"


def last_day(column: str, condition: str) -> str:
    """The latest date among the rows that meet the condition."""
    return f"max({column}) filter (where {condition})"


def within(column: str, days: int) -> str:
    """True where a date falls in the ``days`` days up to and including the as-of date.

    The cases carry the day before each stretch (see ``features.cases``): computed once a case,
    not once a row.

    Examples
    --------
    >>> within("f.contact_date", 84)
    'f.contact_date > k.before_84_days'
    """
    if days not in HORIZONS:
        raise ValueError(f"{days} days is no stretch of HORIZONS")
    return f"{column} > k.before_{days}_days"


def packed(date: str, score: str) -> str:
    """A number that orders rows by date, then by a whole score below 100; see ``unpacked``."""
    return f"(year({date}) * 10000 + month({date}) * 100 + day({date})) * 100 + ({score})"


def unpacked(measure: str) -> str:
    """The score of the row with the latest date, the highest score among equal dates."""
    return f"mod({measure}, 100)"


def quoted(values: Iterable[str]) -> str:
    """Values as SQL texts, parted by commas."""
    return ", ".join(f"'{value}'" for value in values)
