"""Columns that have no place in an extract: what identifies, free text, what is protected."""

from collections.abc import Iterator, Mapping

from contracts.findings import Finding, found
from contracts.identifying import identifies, shown_names
from contracts.protected import characteristic_of, name_pattern, words_of
from contracts.table import RawTable

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
