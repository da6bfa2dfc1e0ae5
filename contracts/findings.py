"""What checking found: one line a finding, in one shape from reading to the results page.

A finding never holds an identifier, a name or free text from a record: row numbers, counts and
values of closed lists only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import yaml

from contracts.table import Severity

FIELDS = ("table", "row", "column", "code", "severity", "detail")
SEVERITIES = ("error", "warning", "info")
RULES = Path(__file__).parent / "rules.yaml"
FIRST_ROWS = 5


@dataclass(frozen=True)
class Finding:
    """Something found about a row (``row`` from 1), or about a whole column or table (None)."""

    table: str
    row: int | None
    column: str
    code: str
    severity: Severity
    detail: str


@dataclass(frozen=True)
class Rule:
    """What a code means, how grave it is, and what to do about it.

    ``sets_aside`` is true where the row cannot be used and goes to quarantine.
    """

    code: str
    severity: Severity
    title: str
    advice: str
    sets_aside: bool


@cache
def load_rules() -> dict[str, Rule]:
    """The rules by code, in the order of ``contracts/rules.yaml``."""
    content = yaml.load(RULES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {code: _rule(code, entry) for code, entry in content.items()}


def _rule(code: str, entry: dict[str, str | bool]) -> Rule:
    settled = {"sets_aside": entry["severity"] == "error"} | entry
    return Rule(code=code, **settled)  # type: ignore[arg-type]


def found(
    table: str, code: str, detail: str, *, column: str = "", row: int | None = None
) -> Finding:
    """A finding as grave as the rule of ``code`` says: about one row, a column or the table.

    Examples
    --------
    >>> found("contacts", "ragged_row", "4 cells of 3", row=7).severity
    'error'
    """
    return Finding(table, row, column, code, load_rules()[code].severity, detail)


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Findings as a frame of six columns; ``row`` is a nullable whole number."""
    return typed(pd.DataFrame([astuple(finding) for finding in findings], columns=list(FIELDS)))


def row_findings(
    rows: Sequence[int] | pd.Series, *, table: str, column: str, code: str, detail: str
) -> pd.DataFrame:
    """One finding for each of ``rows``, as grave as the rule of that code says."""
    severity = load_rules()[code].severity
    frame = pd.DataFrame({"row": pd.array(list(rows), dtype="Int64")})
    named = {"table": table, "column": column, "code": code}
    return typed(frame.assign(**named, severity=severity, detail=detail))


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The six columns in their order and types, whatever is missing from an empty frame."""
    text = {name: "str" for name in FIELDS if name != "row"}
    return frame.reindex(columns=list(FIELDS)).astype(text | {"row": "Int64"})


def sort_findings(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """All findings in one frame, the gravest first, then by table, code, column and row."""
    found = pd.concat([typed(frame) for frame in frames], ignore_index=True)
    rank = found["severity"].map({name: i for i, name in enumerate(SEVERITIES)})
    by = ["rank", "table", "code", "column", "row", "detail"]
    ordered = found.assign(rank=rank).sort_values(by, kind="stable", na_position="first")
    return ordered.drop(columns="rank").reset_index(drop=True)


def first_rows(rows: Sequence[int] | pd.Series) -> str:
    """The first row numbers, for a message: ``rows 3, 5, 9 and 12 more``."""
    shown = pd.Series(rows, dtype="int64").nsmallest(FIRST_ROWS)
    listed = ", ".join(str(row) for row in shown)
    more = f" and {len(rows) - FIRST_ROWS:,} more" if len(rows) > FIRST_ROWS else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {listed}{more}"
