"""Every rule of contracts/tables has a value that keeps it and one that breaks it, each tried.

``every_rule.yaml`` says by hand what each value is read as and which code it breaks. That no rule
can go missing unnoticed is tried too: each is taken out of its table in turn.
"""

import copy
import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from contracts.checks.expectations import checks_of
from contracts.checks.for_source import contracts_for
from contracts.checks.normalise import normalise
from contracts.checks.preconditions import refuse_unusable
from contracts.checks.quarantine import faults_of
from contracts.errors import InputError
from contracts.levels import ROSH, Scale
from contracts.source import Source
from contracts.table import FOLDER, RawTable, Table, load_tables

CASES = yaml.safe_load((Path(__file__).parent / "every_rule.yaml").read_text(encoding="utf-8"))
EARLIEST = dt.date(2013, 1, 1)  # as the probation profile says
SOURCE = Source(
    name="toy",
    title="",
    about="",
    scale=Scale(ROSH, high_from="high"),
    earliest_day=EARLIEST,
)
RUN_DATE = pd.Timestamp("2025-06-30")
SIGNED = pd.Timestamp("2024-03-01")  # of the assessment that every audit here is of
KEYS = {
    "assessments": "assessment_id",
    "audits": "audit_id",
    "contacts": "contact_id",
    "enquiries": "enquiry_id",
    "offences": "offence_row_id",
    "practitioner_months": "assessor_id",
    "protected": "person_id",
    "registrations": "registration_id",
    "unit_months": "unit_id",
}
DESCRIBING = ("type", "meaning", "known", "blank_means", "source_field", "unit")


def written(name):
    """Rows of a table, one a case; what each column is read as; and the code each case breaks."""
    columns = CASES[name]["columns"]
    base = {column: case["row"] for column, case in columns.items()}
    rows, read, codes = [base], [{}], [{}]
    for column, case in columns.items():
        kept = {value: value for value in case.get("same", ())} | case.get("reads", {})
        for value, expected in kept.items():
            rows.append(base | {column: value})
            read.append({column: expected})
            codes.append({})
        for value, code in case.get("breaks", {}).items():
            rows.append(base | {column: value})
            read.append({})
            codes.append({column: code})
    for case in CASES[name]["rows"]:
        rows.append(base | {column: str(value) for column, value in case["change"].items()})
        read.append({})
        codes.append(case["faults"])
    frame = pd.DataFrame(rows, dtype="str").replace("", None)
    alike = frame[KEYS[name]] == base[KEYS[name]]
    frame.loc[alike, KEYS[name]] = [f"K{i}" for i in range(alike.sum())]
    return RawTable(name, f"{name}.csv", frame.assign(row=range(1, len(frame) + 1))), read, codes


def adapted(tables) -> dict[str, Table]:
    return contracts_for(SOURCE, tables, raw={})


def normalised(raw, table):
    read = normalise(raw, table)
    if raw.name == "audits":
        read.frame["assessment_date"] = SIGNED
    return read


def code_pairs(faults):
    return {(row, fault.column, fault.code) for fault in faults for row in fault.positions.tolist()}


def expected_pairs(codes):
    pairs = [(i, column, code) for i, one in enumerate(codes) for column, code in one.items()]
    return {
        (i, column, one)
        for i, column, code in pairs
        for one in ([code] if isinstance(code, str) else code)
    }


def misread(raw, table, read):
    """Cases whose value is not read as expected; of each column one at most is the catch-all."""
    result = normalise(raw, table)
    frame, found = result.frame, result.findings
    caught = found[(found["code"] == "read_as_other") & ~found["detail"].str.startswith("1 value")]
    cells = [(i, c, v) for i, one in enumerate(read) for c, v in one.items() if c in table.names]
    return caught["column"].to_list() + [
        (raw.frame.loc[i, column], column)
        for i, column, expected in cells
        if not same_value(frame.loc[i, column], expected)
    ]


def same_value(cell, expected):
    if isinstance(cell, (int, float, np.number)) and not isinstance(cell, bool):
        return float(cell) == float(expected)
    if isinstance(cell, (list, np.ndarray)):
        return "|".join(cell) == expected
    return ("" if pd.isna(cell) else str(cell)) == expected


@pytest.mark.parametrize("name", CASES)
def test_every_value_is_read_as_expected(name):
    raw, read, _ = written(name)

    assert misread(raw, adapted(load_tables())[name], read) == []


@pytest.mark.parametrize("name", CASES)
def test_every_rule_broken_once_is_found_in_its_row_under_its_code_and_nothing_else(name):
    raw, _, codes = written(name)
    table = adapted(load_tables())[name]

    faults = faults_of(normalised(raw, table), table, run_date=RUN_DATE)

    assert code_pairs(faults) == expected_pairs(codes)


@pytest.mark.parametrize("name", CASES)
def test_rows_that_share_a_key_and_differ_are_both_at_fault(name):
    raw, _, _ = written(name)
    other = next(c for c in CASES[name]["columns"] if c not in load_tables()[name].key)
    twice = raw.frame.iloc[[0, 0]].assign(row=[1, 2])
    twice[other] = ["X1", None]
    table = adapted(load_tables())[name]

    faults = faults_of(normalise(RawTable(name, "", twice), table), table, run_date=None)

    assert {(0, KEYS[name], "duplicate_key"), (1, KEYS[name], "duplicate_key")} <= code_pairs(
        faults
    )


@pytest.mark.parametrize(
    "name", ["assessments", "contacts", "enquiries", "offences", "registrations", "protected"]
)
def test_a_raw_case_number_is_refused_wherever_a_person_is_named(name):
    tables = {other: written(other)[0] for other in {"assessments", name}}
    # numbers after one letter, as keys may be and people may not
    tables[name].frame["person_id"] = tables[name].frame["row"].map("X{:06}".format)

    with pytest.raises(InputError, match=rf"{name}.csv: column 'person_id' \(raw_identifier\)"):
        refuse_unusable(tables, adapted(load_tables()), identifiers="pseudonyms")


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
