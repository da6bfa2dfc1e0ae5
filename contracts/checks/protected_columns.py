"""Columns that have no place in an extract: what identifies, free text, what is protected."""

import re
from collections.abc import Iterator, Mapping

from contracts.findings import Finding, found
from contracts.table import RawTable

IDENTIFYING = (
    "name", "names", "forename", "forenames", "surname", "initials", "dob", "birth", "address",
    "postcode", "phone", "telephone", "mobile", "email", "nino", "pnc", "crn", "noms", "nomis",
)  # fmt: skip
FREE_TEXT = ("note", "notes", "narrative", "comment", "comments", "text", "description", "summary")
PROTECTED = (
    "sex", "gender", "ethnicity", "ethnic", "race", "religion", "disability", "nationality",
    "orientation",
)  # fmt: skip
REASONS = {
    **dict.fromkeys(IDENTIFYING, "it identifies people"),
    **dict.fromkeys(FREE_TEXT, "it may hold free text"),
    **dict.fromkeys(PROTECTED, "a protected characteristic belongs in the table 'protected' alone"),
}
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
        reasons = {column: why_forbidden(column) for column in table.ignored}
        for column, reason in reasons.items():
            if reason:
                yield found(name, "forbidden_column", reason, column=column)
        others = [column for column, reason in reasons.items() if not reason]
        if others:
            yield found(name, "column_not_used", ", ".join(others))


def why_forbidden(column: str) -> str | None:
    """Why a column of that name must not be in an extract; None where it may."""
    words = re.split(r"[^a-z]+", column.lower())
    if column.lower() == NO_SUCH_CELL:
        return "the form has no level for prisoners in the community"
    return next((REASONS[word] for word in words if word in REASONS), None)
