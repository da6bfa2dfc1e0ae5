"""The results page of a check: one self-contained file that asks nothing of any other host."""

from dataclasses import dataclass
from importlib.resources import files

import jinja2
import pandas as pd

from contracts.checks.run import Checked
from contracts.findings import SEVERITIES, first_rows, load_rules
from contracts.reports.rate_chart import rate_chart

HEADINGS = {
    "error": "Errors: rows set aside in quarantine",
    "warning": "Warnings: read these before believing a figure",
    "info": "For the record",
}
MEASURE = {
    "audit": "Share of reviewed ratings that the reviewer found too low",
    "outcome": "Share of assessments that the outcome followed",
}
MOST_DETAILS = 3


@dataclass(frozen=True)
class Group:
    """Findings of one code in one column of one table."""

    table: str
    column: str
    code: str
    title: str
    advice: str
    count: int
    rows: str
    details: tuple[str, ...]


def results_page(checked: Checked) -> str:
    """What a check found, as an accessible page; row numbers and closed-list values only."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = (
        files("contracts.reports").joinpath("results_page.html.j2").read_text(encoding="utf-8")
    )
    page = environment.from_string(template).render(
        source=checked.source,
        accounts=checked.accounts,
        sections=[(s, HEADINGS[s], _groups(checked.findings, s)) for s in SEVERITIES],
        measure=MEASURE[checked.source.label],
        rates=checked.rates.to_dict("records"),
        chart=rate_chart(checked.rates, MEASURE[checked.source.label]),
        blanks=_blanks(checked.tables),
    )
    return page + "\n"


def _groups(findings: pd.DataFrame, severity: str) -> list[Group]:
    of_severity = findings[findings["severity"] == severity]
    by = of_severity.groupby(["table", "code", "column"], sort=False)
    return [_group([str(name) for name in names], group) for names, group in by]


def _group(names: list[str], group: pd.DataFrame) -> Group:
    table, code, column = names
    rule = load_rules().get(code)
    rows = group["row"].dropna()
    details = sorted(set(group["detail"]) - {""})
    more = len(details) - MOST_DETAILS
    shown = [*details[:MOST_DETAILS], *([f"and {more} more"] if more > 0 else [])]
    return Group(
        table=table,
        column=column,
        code=code,
        title=rule.title if rule else code.replace("_", " ").capitalize(),
        advice=rule.advice if rule else "",
        count=len(rows),
        rows=first_rows(rows) if len(rows) else "",
        details=tuple(shown),
    )


def _blanks(tables: dict[str, pd.DataFrame]) -> dict[str, list[tuple[str, int, str]]]:
    """Per table, each column that is not blank throughout: blank cells, and their share."""
    blanks = {}
    for name, frame in tables.items():
        counts = frame.isna().sum()
        used = counts[counts < len(frame)]
        columns = [(str(c), int(n), f"{n / len(frame):.1%}") for c, n in used.items()]
        if columns:
            blanks[name] = columns
    return blanks
