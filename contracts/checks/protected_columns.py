"""Columns that have no place in an extract: what identifies, free text, what is protected."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from contracts.checks.raw_identifiers import is_identifier
from contracts.findings import Finding, found
from contracts.identifying import identifies
from contracts.protected import characteristic_of, name_pattern, words_of
from contracts.table import RawTable, load_tables

FREE_TEXT = ("note", "narrative", "comment", "text", "description", "summary")
NO_SUCH_CELL = "rosh_prisoners_community"


def unread_columns(raw: Mapping[str, RawTable]) -> Iterator[Finding]:
    """A finding for each column that must not be there, and one for all others left unread.

    Examples
    --------
    >>> why_forbidden("Date of Birth")
    'it identifies people'
    >>> why_forbidden("contact_date") is None
    True
    """
    for name, table in raw.items():
        reasons = {column: _reason(name, column) for column in table.ignored}
        for column, reason in reasons.items():
            if reason:
                shown = shown_names([column])[0]
                yield found(name, "forbidden_column", reason, column=shown)
        others = [column for column, reason in reasons.items() if not reason]
        if others:
            yield found(name, "column_not_used", ", ".join(shown_names(others)))


def shown_names(columns: Sequence[str]) -> list[str]:
    """The names of columns, but for those that look like a person's, which are only counted.

    A heading may itself be a record, as where a file has no line of headings.

    Examples
    --------
    >>> shown_names(["team colour", "Jo Bloggs", "Date of review"])
    ['team colour', 'Date of review', '1 whose name looks like that of a person']
    """
    shown = [column for column in columns if not _is_persons(column)]
    hidden = len(columns) - len(shown)
    whose = "name looks like that of a person" if hidden == 1 else "names look like those of people"
    return [*shown, *([f"{hidden} whose {whose}"] if hidden else [])]


def _is_persons(column: str) -> bool:
    return is_identifier(column) and not {*words_of(column)} & _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    """Words that the contracts use of columns: a heading that holds one is no person's name."""
    columns = [column for table in load_tables().values() for column in table.columns]
    return frozenset(w for c in columns for w in words_of(f"{c.name} {c.meaning}") if len(w) > 2)


def _reason(table: str, column: str) -> str | None:
    """A protected characteristic that the table ``protected`` has no column for is only unread."""
    at_home = table == "protected" and characteristic_of(column)
    return None if at_home else why_forbidden(column)


def why_forbidden(column: str) -> str | None:
    """Why a column of that name must not be in an extract; None where it may."""
    if column.lower() == NO_SUCH_CELL:
        return "the form has no level for prisoners in the community"
    if characteristic_of(column):
        return "a protected characteristic belongs in the table 'protected' alone"
    if identifies(column):
        return "it identifies people"
    text = " ".join(words_of(column))
    return "it may hold free text" if name_pattern(FREE_TEXT).search(text) else None
