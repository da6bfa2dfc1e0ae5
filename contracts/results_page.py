"""The results page of a check: one self-contained file that asks nothing of any other host."""

from importlib.resources import files
from typing import Any

import jinja2
import pandas as pd

from contracts.checked import Checked
from contracts.findings import SEVERITIES, first_rows, load_rules


def results_page(checked: Checked) -> str:
    """What a check found, as an accessible page; row numbers and closed-list values only."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = files("contracts").joinpath("results_page.html.j2").read_text(encoding="utf-8")
    return environment.from_string(template).render(
        source=checked.source,
        accounts=checked.accounts,
        groups=[(severity, _groups(checked.findings, severity)) for severity in SEVERITIES],
    )


def _groups(findings: pd.DataFrame, severity: str) -> list[dict[str, Any]]:
    rules = load_rules()
    own = findings[findings["severity"] == severity]
    groups = []
    for names, group in own.groupby(["table", "code", "column"], sort=True):
        table, code, column = map(str, names)
        rule = rules.get(code)
        rows = group["row"].dropna()
        groups.append(
            {
                "table": table,
                "code": code,
                "column": column,
                "count": len(group),
                "rows": first_rows(rows) if len(rows) else "",
                "title": rule.title if rule else code.replace("_", " "),
                "advice": rule.advice if rule else "",
                "details": sorted(set(group["detail"]))[:3],
            }
        )
    return groups
