"""Every rule of contracts/tables has a value that keeps it and one that breaks it, each tried.

``every_rule.yaml`` says by hand what each value is read as and which code it breaks.
"""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from contracts.checks.for_source import contracts_for
from contracts.checks.normalise import normalise
from contracts.checks.preconditions import refuse_unusable
from contracts.checks.quarantine import faults_of
from contracts.errors import InputError
from contracts.levels import ROSH, Scale
from contracts.source import Source
from contracts.table import RawTable, Table, load_tables

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
