"""No rule of contracts/tables can go missing unnoticed: each is left out of its table in turn."""

import copy

import numpy as np
import pandas as pd
import pytest
import yaml

from contracts.checks.expectations import checks_of
from contracts.table import FOLDER, RawTable, load_tables
from tests.contracts.test_every_rule import (
    CASES,
    RUN_DATE,
    adapted,
    code_pairs,
    expected_pairs,
    misread,
    normalised,
    written,
)

DESCRIBING = ("type", "meaning", "known", "blank_means", "source_field", "unit")


def rules_of(content):
    """Where each rule of a table stands in its YAML: a path of keys and positions."""
    for name, column in content["columns"].items():
        for key, value in column.items():
            if key in DESCRIBING or key == "pseudonym":
                continue
            yield ("columns", name, key)
            if key == "aliases":
                yield from (("columns", name, key, one) for one in value)
            if key == "allowed":  # test_table.py says that the catch-all is on its list
                items = (i for i, one in enumerate(value) if one != column.get("otherwise"))
                yield from (("columns", name, key, i) for i in items)
    for i, order in enumerate(content.get("orders", ())):
        yield ("orders", i)
        yield from (("orders", i, key) for key in ("within",) if key in order)
    if "dated" in content:
        yield ("dated",)


def without(content, path):
    cut = copy.deepcopy(content)
    holder = cut
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return cut


def of_one_column(content, path):
    """The table with only the column whose rule is taken out, since the others stay as they are."""
    if path[0] != "columns":
        return content
    alone = {"columns": {path[1]: content["columns"][path[1]]}, "key": [], "orders": []}
    return content | alone | {"dated": ""}


def broken_by_hand(frame, check):
    """Rows that break a check, found without the library that the pipeline uses."""
    if check.kind.startswith("unique"):
        columns = check.arguments["columns"]
        return frame.duplicated(columns, keep=False) & frame[columns].notna().all(axis=1)
    values = frame[check.column]
    if check.kind == "not_null":
        return values.isna()
    if check.kind == "in_set":
        return values.notna() & ~values.isin(check.arguments["value_set"])
    if check.kind == "matches":
        return values.notna() & ~values.str.match(check.arguments["regex"]).fillna(True).astype(
            bool
        )
    if check.kind == "ordered":
        days = values.dt.normalize() - frame[check.arguments["later"]].dt.normalize()
        return days.dt.days > check.arguments["within"]
    dated = pd.api.types.is_datetime64_any_dtype(values.dtype)
    numbers = (values - pd.Timestamp(0)).dt.days if dated else values.astype("float64")
    low, high = check.arguments["min_value"], check.arguments["max_value"]
    beyond = numbers.lt(low) if low is not None else numbers.isna() & False
    return beyond | (numbers.gt(high) if high is not None else False)


def unnoticed(raw, table, read, codes):
    """Whether the cases are read and judged just as expected under ``table``."""
    columns = set(table.names)
    cut = RawTable(raw.name, raw.file, raw.frame[["row", *(c for c in raw.frame if c in columns)]])
    result = normalised(cut, table)
    faults = code_pairs(result.faults)
    lost = {(i, column) for i, column, _ in faults}
    for check in checks_of(table, run_date=RUN_DATE):
        if check.column in result.frame:
            rows = np.flatnonzero(broken_by_hand(result.frame, check))
            faults |= {(i, check.column, check.code) for i in rows if (i, check.column) not in lost}
    expected = expected_pairs(codes)
    if len(columns) == 1:
        between = {order.code for order in load_tables()[raw.name].orders} | {"after_run_date"}
        expected = {one for one in expected if one[1] in columns and one[2] not in between}
    return faults == expected and not misread(cut, table, read)


@pytest.mark.parametrize("name", CASES)
def test_no_rule_can_be_taken_out_of_its_table_without_a_case_noticing(name, tmp_path):
    content = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    raw, read, codes = written(name)
    assert unnoticed(raw, adapted(load_tables())[name], read, codes)

    missed = []
    for i, path in enumerate(rules_of(content)):
        folder = tmp_path / str(i)
        folder.mkdir()
        cut = without(of_one_column(content, path), path)
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(cut, sort_keys=False))
        if unnoticed(raw, adapted(load_tables(folder))[name], read, codes):
            missed.append(path)

    assert missed == []
