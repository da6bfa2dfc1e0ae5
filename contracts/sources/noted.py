"""Findings of the reading itself: what the files showed before any value was judged."""

from contracts.findings import Finding
from contracts.table import Severity

SEVERITY: dict[str, Severity] = {
    "column_not_used": "info",
    "differs_from_table": "warning",
    "encoding_guessed": "warning",
    "file_differs": "info",
    "file_not_used": "info",
    "follow_up_not_over": "warning",
    "not_a_record": "info",
    "person_differs": "warning",
    "ragged_row": "error",
    "repeated_across_files": "info",
    "unreadable_day": "warning",
}


def noted(
    table: str, code: str, detail: str, *, column: str = "", row: int | None = None
) -> Finding:
    """A finding, as grave as its code."""
    return Finding(table, row, column, code, SEVERITY[code], detail)
