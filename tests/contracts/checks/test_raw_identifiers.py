"""Tests of finding raw identifiers where pseudonyms must be."""

import pandas as pd
import pytest

from contracts.checks.raw_identifiers import raw_identifiers
from contracts.table import RawTable, load_tables

TABLES = load_tables()


def faults(table, **columns):
    frame = pd.DataFrame(columns, dtype="str")
    raw = RawTable(table, f"{table}.csv", frame.assign(row=range(1, len(frame) + 1)))
    return list(raw_identifiers(raw, TABLES[table]))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("X123456", "case numbers"),
        ("CRN: x-12-34-56", "case numbers"),
        ("X123456-1", "case numbers"),
        ("\uff38\uff11\uff12\uff13\uff14\uff15\uff16", "case numbers"),
        ("NOMS A1234BC", "prison numbers"),
        ("PNC 2015/0123456X", "police numbers"),
        ("+44 7700 900123", "telephone numbers"),
        ("Jo <jo.bloggs@example.org>", "e-mail addresses"),
        ("J. Bloggs", "names"),
        ("j bloggs", "names"),
        ("Jo Bloggs 1985", "names"),
        ("Jo\u00a0Bloggs", "names"),
        ("Jo\u200b Bloggs", "names"),
        ("\u738b\u5c0f\u660e", "names"),
        ("x 123 456", "case numbers"),
        ("A1234BC", "prison numbers"),
        (" a1234 bc ", "prison numbers"),
        ("2015/0123456X", "police numbers"),
        ("15/123456x", "police numbers"),
        ("20150123456X", "police numbers"),
        ("012345/15A", "police numbers"),
        ("QQ123456C".replace("QQ", "AB"), "National Insurance numbers"),
        ("ab 12 34 56 c", "National Insurance numbers"),
        ("jo.bloggs@example.org", "e-mail addresses"),
        ("Jo Bloggs", "names"),
        ("BLOGGS, JO", "names"),
        ("jo  bloggs", "names"),
        ("bloggs,jo", "names"),
        ("jo.bloggs", "names"),
        ("Siân O'Neill-Jones", "names"),
    ],
)
@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("assessments", "person_id"),
        ("assessments", "assessor_id"),
        ("assessments", "assessment_id"),
        ("audits", "reviewer_id"),
        ("contacts", "contact_id"),
        ("practitioner_months", "assessor_id"),
    ],
)
def test_a_raw_identifier_is_found_in_any_identifier_column_in_any_case_or_spacing(
    table, column, value, kind
):
    (fault,) = faults(table, **{column: ["k7f3", value, None]})

    assert (
        f"column '{column}' (raw_identifier): 1 of 3 values look like raw {kind} (row 2)" in fault
    )
    assert value.strip() not in fault


@pytest.mark.parametrize(
    "value", ["P00000123", "k7f3a9", "3fa85f64-5717-4562-b3fc-2c963f66afa6", "12345", "A-17", "Kes"]
)
def test_a_pseudonym_of_another_form_passes(value):
    assert faults("assessments", person_id=[value], assessor_id=[value]) == []


def test_running_numbers_after_one_letter_are_keys_but_never_people():
    numbers = ["W000001", "W000002"]

    assert faults("assessments", assessor_id=numbers, assessment_id=numbers) == []
    assert len(faults("assessments", person_id=numbers)) == 1
    assert len(faults("assessments", assessor_id=["W000001", "D000002"])) == 1
    assert len(faults("assessments", assessor_id=["W000001", "q7"])) == 1


def test_the_name_of_a_team_is_no_persons_but_an_address_is_one_anywhere():
    assert faults("assessments", unit_id=["Leeds North", "N071234"]) == []
    assert len(faults("assessments", unit_id=["jo@example.org"])) == 1


def test_other_columns_are_left_alone():
    assert faults("registrations", level=["Jo Bloggs"]) == []
