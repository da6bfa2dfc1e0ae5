"""Findings of the reading itself: what the files showed before any value was judged."""

from contracts.findings import Finding, load_rules


def noted(
    table: str, code: str, detail: str, *, column: str = "", row: int | None = None
) -> Finding:
    """A finding, as grave as the rule of its code says; for the record where it has none."""
    rule = load_rules().get(code)
    return Finding(table, row, column, code, rule.severity if rule else "info", detail)
