"""Contracts as Great Expectations suites: the only file that speaks to it.

The context is ephemeral and nothing is written. The frame keeps a plain, unnamed index, because
failing rows then come back as plain positions, many times faster than by a named column.
"""

import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from contracts.checks.normalise import Fault
from contracts.table import Column, Order, Table

Limit = float | str
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Check:
    """One check of a contract: the column it speaks of, the code it reports, what is allowed."""

    kind: str
    column: str
    code: str
    arguments: dict[str, Any]
    allowed: str = ""


def checks_of(table: Table, *, run_date: pd.Timestamp | None = None) -> list[Check]:
    """Every check that the table's contract calls for, in the contract's order.

    Examples
    --------
    >>> from contracts.table import load_tables
    >>> [check.kind for check in checks_of(load_tables()["audits"])][:3]
    ['unique', 'not_null', 'matches']
    """
    checks = [_key_check(table)] if table.key else []
    for column in table.columns:
        checks += _column_checks(column)
    if run_date is not None and table.dated:
        allowed = f"allowed: up to the run date {run_date.date()}"
        limit = {"min_value": None, "max_value": _day(run_date)}
        checks.append(Check("between", table.dated, "after_run_date", limit, allowed))
    return checks + [_order_check(order) for order in table.orders]


def broken(frame: pd.DataFrame, checks: list[Check]) -> list[Fault]:
    """Positions of the rows of ``frame`` that break each check; checks on absent columns hold.

    ``frame`` must have the default index; blank cells break only ``not_null``.
    """
    usable = {name for name in frame.columns if frame[name].notna().any()}
    present = [check for check in checks if _columns(check) <= _meant(check, frame, usable)]
    if not present or frame.empty:
        return []
    view = _view(frame, present)
    return [
        Fault(np.array(sorted(positions), dtype=np.intp), check.column, check.code, check.allowed)
        for check, positions in zip(present, _validate(view, present), strict=True)
        if positions
    ]


def _key_check(table: Table) -> Check:
    kind = "unique" if len(table.key) == 1 else "unique_together"
    return Check(kind, table.key[0], "duplicate_key", {"columns": list(table.key)})


def _column_checks(column: Column) -> Iterator[Check]:
    suffix = "" if column.severity == "error" else "_not_used"
    if column.required:
        yield Check("not_null", column.name, column.missing_code, {})
    if column.type in ("level", "enum") and not column.otherwise:
        allowed = f"allowed: {', '.join(column.allowed)}"
        values = {"value_set": list(column.allowed)}
        yield Check("in_set", column.name, f"not_on_the_list{suffix}", values, allowed)
    if column.low is not None or column.high is not None:
        limits = {"min_value": _number(column.low), "max_value": _number(column.high)}
        allowed = f"allowed: {_span(column.low, column.high)}"
        yield Check("between", column.name, f"out_of_range{suffix}", limits, allowed)
    if column.usual:
        limits = {"min_value": column.usual[0], "max_value": column.usual[1]}
        yield Check(
            "between", column.name, "unusual_value", limits, f"usual: {_span(*column.usual)}"
        )
    if column.pattern:
        allowed = f"allowed: {column.pattern}"
        yield Check(
            "matches", column.name, f"wrong_form{suffix}", {"regex": column.pattern}, allowed
        )


def _order_check(order: Order) -> Check:
    later = {"later": order.later, "within": order.within}
    message = f"'{order.earlier}' is after '{order.later}'"
    message += f" by more than {order.within} days" if order.within else ""
    return Check("ordered", order.earlier, order.code, later, message)


def _columns(check: Check) -> set[str]:
    if check.kind.startswith("unique"):
        return set(check.arguments["columns"])
    return {check.column, check.arguments["later"]} if check.kind == "ordered" else {check.column}


def _meant(check: Check, frame: pd.DataFrame, usable: set[str]) -> set[str]:
    """Columns that the check could find fault with: one that is blank throughout only by it."""
    return set(frame.columns) if check.kind == "not_null" else usable


def _view(frame: pd.DataFrame, checks: list[Check]) -> pd.DataFrame:
    """Only the columns that are checked, in types that are quick to copy, which text is not."""
    matched = {check.column for check in checks if check.kind == "matches"}
    chosen = {check.column for check in checks if check.kind == "in_set"}
    view = {}
    for name in sorted(set.union(*(_columns(check) for check in checks))):
        if name in chosen:
            view[name] = frame[name].astype("category")
        else:
            view[name] = frame[name] if name in matched else _plain(frame[name])
    for check in checks:
        if check.kind == "ordered":
            view[_shifted(check)] = view[check.column] - check.arguments["within"]
    return pd.DataFrame(view)


def _plain(values: pd.Series) -> pd.Series:
    """Days, numbers, and for text a number for each different value; NaN where blank."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        seconds = values.dt.normalize().astype("datetime64[s]")  # 9999-12-31 means no end
        days: pd.Series = seconds.astype("int64").astype("float64") // DAY
        return days.where(values.notna())
    if isinstance(values.dtype, pd.StringDtype):
        numbers = pd.Series(pd.factorize(values)[0], index=values.index, dtype="float64")
        return numbers.where(numbers >= 0)
    return values.astype("float64") if values.dtype == "Int64" else values


def _shifted(check: Check) -> str:
    return f"{check.code}: {check.column}"


def _day(value: pd.Timestamp) -> float:
    days: float = value.to_numpy().astype("datetime64[D]").astype("float64")
    return days


def _number(limit: Limit | None) -> float | None:
    return _day(pd.Timestamp(limit)) if isinstance(limit, str) else limit


def _span(low: Limit | None, high: Limit | None) -> str:
    if high is None:
        return f"{low} or more"
    return f"{high} or less" if low is None else f"{low} to {high}"


def _validate(view: pd.DataFrame, checks: list[Check]) -> list[list[int]]:
    gx = _great_expectations()
    types = gx.data_context.types.base
    config = types.DataContextConfig(
        store_backend_defaults=types.InMemoryStoreBackendDefaults(),
        progress_bars=types.ProgressBarsConfig(globally=False),
        analytics_enabled=False,
    )
    context = gx.get_context(mode="ephemeral", project_config=config)
    asset = context.data_sources.add_pandas("records").add_dataframe_asset("table")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": view})
    expectations = [_expectation(check, number) for number, check in enumerate(checks)]
    suite = gx.ExpectationSuite(name="contract", expectations=expectations)
    found = batch.validate(suite, result_format="COMPLETE").results
    by_number = {result.expectation_config.meta["number"]: result for result in found}
    return [_positions(by_number[number]) for number in range(len(checks))]


def _positions(result: Any) -> list[int]:
    if result.exception_info.get("raised_exception"):
        raise RuntimeError(result.exception_info["exception_message"])
    return sorted(set(result.result.get("unexpected_index_list") or ()))


def _expectation(check: Check, number: int) -> Any:
    expect = _great_expectations().expectations
    named: dict[str, tuple[Any, dict[str, Any]]] = {
        "not_null": (expect.ExpectColumnValuesToNotBeNull, {"column": check.column}),
        "unique": (expect.ExpectColumnValuesToBeUnique, {"column": check.column}),
        "in_set": (expect.ExpectColumnValuesToBeInSet, {"column": check.column}),
        "between": (expect.ExpectColumnValuesToBeBetween, {"column": check.column}),
        "matches": (expect.ExpectColumnValuesToMatchRegex, {"column": check.column}),
    }
    meta = {"number": number}
    if check.kind == "unique_together":
        return expect.ExpectCompoundColumnsToBeUnique(
            column_list=check.arguments["columns"], ignore_row_if="any_value_is_missing", meta=meta
        )
    if check.kind == "ordered":
        return expect.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=check.arguments["later"],
            column_B=_shifted(check),
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            meta=meta,
        )
    kind, column = named[check.kind]
    arguments = {} if check.kind == "unique" else check.arguments
    return kind(**column, **arguments, meta=meta)


def _great_expectations() -> Any:
    """The library, imported late (seconds) and quietly (its imports warn of their own future)."""
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations
        import great_expectations.data_context.types.base
        import great_expectations.expectations

    return great_expectations
