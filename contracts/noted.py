"""Findings of the reading itself: what the files showed before any value was judged."""

from contracts.findings import Finding, load_rules


def noted(
    table: str, code: str, detail: str, *, column: str = "", row: int | None = None
) -> Finding:
    """A finding, as grave as the rule of its code says."""
    return Finding(table, row, column, code, load_rules()[code].severity, detail)
