"""The data dictionary as Markdown, written from the contracts so that it cannot drift from them."""

from collections.abc import Iterable, Iterator, Mapping

from contracts.findings import Rule
from contracts.levels import ROSH
from contracts.table import Column, Order, Table

OPENING = """# Data dictionary

Written by `python -m pipelines.dictionary` from `contracts/tables` and `contracts/rules.yaml`;
a test fails where it is stale. Do not edit it by hand.

Only `assessments` is required, and `audits` in order to learn; every other table adds features.
Files are CSV or Parquet, one a table, columns in any order; a column that is not named here is
not read. Values are read in any case, with spaces, hyphens or underscores; other spellings that
are understood are listed. Dates are year-month-day; day/month/year is read where some date in the
file proves that order. Lists are parted by `|`, `;` or `,`. Yes and no may also be true and false,
y and n, 1 and 0. What features are computed from these columns is in [features.md](features.md).

A value that breaks its limits sends the row to quarantine where the column is required, and is
left blank and reported where it is not, unless the table below says otherwise.
"""
TYPES = {"boolean": "yes or no", "integer": "whole number", "level": "level", "list": "list"}
DOES = {True: "row to quarantine", False: "row kept"}


def data_dictionary(tables: Mapping[str, Table], rules: Iterable[Rule]) -> str:
    """One section a table, one row a column, and at the end every code that checking reports."""
    by_code = {rule.code: rule for rule in rules}
    parts = [OPENING, *(_section(table, by_code) for table in tables.values()), _rules(by_code)]
    return "\n".join(parts)


def _section(table: Table, rules: Mapping[str, Rule]) -> str:
    lines = [f"## {table.name}", "", f"One row is {table.grain}. Key: {_code(table.key)}.", ""]
    if table.dated:
        lines[2] += f" A row counts from its `{table.dated}` on."
    lines += ["| column | type | needed | allowed | meaning | known | a blank means | source |"]
    lines += ["|---|---|---|---|---|---|---|---|"]
    lines += [_row(column) for column in table.columns]
    sentences = [*_references(table), *(_order(order, rules) for order in table.orders)]
    return "\n".join(
        [*lines, "", *[f"* {sentence}" for sentence in sentences], *[""] * bool(sentences)]
    )


def _row(column: Column) -> str:
    cells = [
        f"`{column.name}`",
        TYPES.get(column.type, column.type) + (f", {column.unit}" if column.unit else ""),
        "required" if column.required else "optional",
        "; ".join(_allowed(column)) or "any",
        column.meaning,
        column.known,
        column.blank_means or "an error",
        column.source_field,
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _allowed(column: Column) -> Iterator[str]:
    if column.type == "level":
        yield f"a level of the source's scale; for risk of serious harm {', '.join(ROSH)}"
    if column.allowed:
        yield ", ".join(column.allowed)
    if column.otherwise:
        yield f"anything else is read as {column.otherwise}, and counted"
    if column.low is not None or column.high is not None:
        yield _span(column.low, column.high)
    if column.usual:
        yield f"usual: {_span(*column.usual)}"
    if column.pattern:
        yield f"`{column.pattern}`"
    if column.pseudonym:
        yield "no raw case or prison number"
    if column.aliases:
        pairs = (f"{spelling} = {value or 'blank'}" for spelling, value in column.aliases.items())
        yield "also " + ", ".join(pairs)


def _span(low: float | str | None, high: float | str | None) -> str:
    if high is None:
        return f"from {low}"
    return f"up to {high}" if low is None else f"{low} to {high}"


def _references(table: Table) -> Iterator[str]:
    for reference in table.references:
        yield f"`{reference.column}` must be on record in `{reference.table}`."


def _order(order: Order, rules: Mapping[str, Rule]) -> str:
    slack = f" by more than {order.within} days" if order.within else ""
    does = f"`{order.blank}` is left blank" if order.blank else DOES[rules[order.code].sets_aside]
    return f"`{order.earlier}` after `{order.later}`{slack}: `{order.code}`, {does}."


def _rules(rules: Mapping[str, Rule]) -> str:
    lines = ["## What checking can report", "", "| code | severity | what | what becomes of it |"]
    lines += ["|---|---|---|---|"]
    for rule in rules.values():
        does = DOES[rule.sets_aside]
        lines.append(f"| `{rule.code}` | {rule.severity} | {rule.title} | {does}. {rule.advice} |")
    return "\n".join([*lines, ""])


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
